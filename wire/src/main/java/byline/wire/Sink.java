package byline.wire;

/// Takes a problem that was found in a value; the pointer is relative to the event or, outside of one, to the document.
interface Sink {
    /// For a line on which the rule does not hold.
    Sink IGNORE = (rule, pointer, message) -> {};

    void add(String rule, String pointer, String message);
}
