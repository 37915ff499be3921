package byline.wire;

import org.jspecify.annotations.Nullable;

/// The members of an event that are read apart (§5.2), named as on the wire.
enum EventMember {
    ID,
    TYPE,
    TIMESTAMP,
    TURN_ID,
    OUTPUT_ID,
    OUTPUT_ELEMENT_ID,
    CITATION_ID,
    PRESENTATION_ID,
    CTX_TOKEN,
    SOURCE_ROLE,
    CONTENT_TELEMETRY_ID,
    OA_TELEMETRY_ID,
    CONTENT_URL,
    CONTENT_ID,
    LICENSE_REF,
    TERMS_REF,
    TURN,
    DATA,
    IP_HASH,
    /// Any other; tolerated and kept as it is.
    UNKNOWN;

    private static final Words<EventMember> NAMES = Vocabulary.names(values());

    /// Reads up to the next member's value; null when the object has ended instead.
    static @Nullable EventMember next(JsonReader reader) {
        return reader.nextMember(NAMES, UNKNOWN);
    }
}
