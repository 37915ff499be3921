package byline.wire;

import org.jspecify.annotations.Nullable;

/// The members of `data` that a rule or a report reads (§6), named as on the wire.
enum DataMember {
    ACCESS_CONTEXT,
    ASN,
    BOT_CATEGORY,
    BOT_NAME,
    CACHED,
    CHARS_INGESTED,
    CITATION_TYPE,
    CITY,
    CONTENT_FINGERPRINT,
    CONTENT_HASH,
    CONTENT_VERSION,
    COUNTRY,
    ENGAGEMENT_TYPE,
    EVIDENCE,
    EXCERPT_CHARS,
    EXCERPT_HASH,
    EXCERPT_TOKENS,
    INTERACTION_TYPE,
    IP_HASH,
    PLATFORM_ID,
    POSITION,
    PRESENTATION_KIND,
    PRESENTATION_TYPE,
    PROVENANCE,
    PURPOSE,
    QUERY_TOKENS,
    RESPONSE_BYTES,
    RESPONSE_STATUS,
    RESPONSE_TOKENS,
    SCOPE,
    TOKENS_INGESTED,
    USER_AGENT,
    /// Any other; tolerated and kept as it is.
    UNKNOWN;

    private static final Words<DataMember> NAMES = Vocabulary.names(values());

    /// Reads up to the next member's value; null when the object has ended instead.
    static @Nullable DataMember next(JsonReader reader) {
        return reader.nextMember(NAMES, UNKNOWN);
    }
}
