package byline.sites;

/// One field of a hit that cannot be taken. It has no stack trace: a forger may send thousands.
final class WrongField extends Exception {
    private static final long serialVersionUID = 1;

    private final String field;

    WrongField(String field, String reason) {
        super(reason, null, false, false);
        this.field = field;
    }

    static WrongField missing(String field) {
        return new WrongField(field, "It is missing.");
    }

    static WrongField tooLong(String field, int max) {
        return new WrongField(field, "It is longer than " + max + " characters.");
    }

    String field() {
        return field;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
