package byline.wire;

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
}
