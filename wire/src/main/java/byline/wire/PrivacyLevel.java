package byline.wire;

import java.util.Optional;

/// How much of a turn is disclosed (§5.5), least first.
public enum PrivacyLevel {
    MINIMAL("minimal"),
    INTENT("intent"),
    SUMMARY("summary"),
    FULL("full");

    private final String word;

    PrivacyLevel(String word) {
        this.word = word;
    }

    /// The value of `privacy_level` that names it.
    public String word() {
        return word;
    }

    /// The level that a `privacy_level` names.
    public static Optional<PrivacyLevel> find(String word) {
        for (PrivacyLevel level : values()) {
            if (level.word.equals(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
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
