package byline.wire;

/// The members of a document that are read apart (§5.1, §7.1), named as on the wire.
enum EnvelopeMember {
    DOCUMENT_TYPE,
    SCHEMA_VERSION,
    SESSION_ID,
    PARENT_SESSION_ID,
    CTX_TOKEN,
    AGENT_ID,
    STARTED_AT,
    ENDED_AT,
    MANIFEST_REF,
    CONTENT_SCOPE,
    CONFORMANCE_LEVEL,
    DATA,
    EVENT,
    EVENTS,
    /// Any other; tolerated and kept as it is.
    UNKNOWN;

    private static final Words<EnvelopeMember> NAMES = Vocabulary.names(values());

    static EnvelopeMember of(JsonReader reader) {
        EnvelopeMember member = reader.key(NAMES);
        return member == null ? UNKNOWN : member;
    }
}
