package byline.wire;

import org.jspecify.annotations.Nullable;

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

    /// Reads up to the next member's value; null when the object has ended instead.
    static @Nullable EnvelopeMember next(JsonReader reader) {
        return reader.nextMember(NAMES, UNKNOWN);
    }
}
