package byline.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The members of `turn` and how much each discloses (§5.4, §5.5), named as on the wire.
enum TurnMember {
    PRIVACY_LEVEL,
    QUERY_TEXT,
    RESPONSE_TEXT,
    QUERY_INTENT,
    TOPICS,
    RESPONSE_TYPE,
    RESPONSE_MODE,
    MODEL_ID,
    AD_RENDERED,
    CONTENT_URLS_RETRIEVED,
    CONTENT_URLS_CITED,
    QUERY_TOKENS,
    RESPONSE_TOKENS,
    /// Any other; tolerated and kept as it is.
    UNKNOWN;

    private static final Words<TurnMember> NAMES = Vocabulary.names(values());

    /// Reads up to the next member's value; null when the object has ended instead.
    static @Nullable TurnMember next(JsonReader reader) {
        return reader.nextMember(NAMES, UNKNOWN);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
