package byline.wire;

import org.jspecify.annotations.Nullable;

/// How much of a turn its emitter discloses (§5.5), least first.
enum PrivacyLevel {
    MINIMAL("minimal"),
    INTENT("intent"),
    SUMMARY("summary"),
    FULL("full");

    private final String word;

    PrivacyLevel(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static @Nullable PrivacyLevel find(@Nullable String word) {
        for (PrivacyLevel level : values()) {
            if (level.word.equals(word)) {
                return level;
            }
        }
        return null;
    }

    /// The table of §5.5: may a turn of this level carry the member?
    boolean allows(TurnMember member) {
        return switch (member) {
            case QUERY_TEXT, RESPONSE_TEXT -> this.compareTo(SUMMARY) >= 0;
            case QUERY_INTENT, TOPICS, RESPONSE_TYPE, RESPONSE_MODE, MODEL_ID, AD_RENDERED ->
                this.compareTo(INTENT) >= 0;
            case PRIVACY_LEVEL, CONTENT_URLS_RETRIEVED, CONTENT_URLS_CITED, QUERY_TOKENS, RESPONSE_TOKENS, UNKNOWN ->
                true;
        };
    }
}
