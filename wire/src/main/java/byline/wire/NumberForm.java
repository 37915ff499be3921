package byline.wire;

/// The grammar of a JSON number (RFC 8259 §6).
final class NumberForm {
    private final byte[] bytes;
    private final int limit;
    private boolean integer;

    NumberForm(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /// True if the last number was written as an integer.
    boolean isInteger() {
        return integer;
    }

    /// Where the number ends that begins at an offset; negative, where it breaks off counted from -1, if there is none.
    int end(int from) {
        int at = from < limit && bytes[from] == '-' ? from + 1 : from;
        integer = true;
        at = at < limit && bytes[at] == '0' ? at + 1 : digits(at);
        if (at > 0 && at < limit && bytes[at] == '.') {
            integer = false;
            at = digits(at + 1);
        }
        if (at > 0 && at < limit && (bytes[at] | 0x20) == 'e') {
            integer = false;
            at++;
            at = digits(at < limit && (bytes[at] == '+' || bytes[at] == '-') ? at + 1 : at);
        }
        return at;
    }

    /// After one digit or more.
    private int digits(int from) {
        int at = from;
        while (at < limit && Ascii.isDigit(bytes[at])) {
            at++;
        }
        return at == from ? -1 - at : at;
    }
}
