package byline.wire;

import org.jspecify.annotations.Nullable;

/// What a document carries, as its `document_type` says (§5.1, §7.1).
public enum DocumentType {
    SESSION("session"),
    EVENT("event"),
    EVENT_BATCH("event_batch");

    private final String text;

    DocumentType(String text) {
        this.text = text;
    }

    /// The value on the wire.
    public String text() {
        return text;
    }

    static @Nullable DocumentType find(String text) {
        return switch (text) {
            case "session" -> SESSION;
            case "event" -> EVENT;
            case "event_batch" -> EVENT_BATCH;
            default -> null;
        };
    }
}
