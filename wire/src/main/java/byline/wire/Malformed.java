package byline.wire;

/// Ends the reading of a document that is not JSON or that passes a limit; never leaves this package.
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String pointer;

    Malformed(String rule, String pointer, String message) {
        super(message, null, false, false);
        this.rule = rule;
        this.pointer = pointer;
    }

    Problem problem() {
        return new Problem(-1, pointer, rule, String.valueOf(getMessage()));
    }
}
