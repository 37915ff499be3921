package byline.wire;

/// The grammar of a JSON number (RFC 8259 §6).
final class NumberForm {
    private NumberForm() {}

    /// Where the number ends that begins at an offset; negative, where it breaks off counted from -1, if there is none.
    static int end(byte[] bytes, int from, int limit) {
        int at = from < limit && bytes[from] == '-' ? from + 1 : from;
        at = at < limit && bytes[at] == '0' ? at + 1 : digits(bytes, at, limit);
        if (at > 0 && at < limit && bytes[at] == '.') {
            at = digits(bytes, at + 1, limit);
        }
        if (at > 0 && at < limit && (bytes[at] | 0x20) == 'e') {
            at++;
            at = digits(bytes, at < limit && (bytes[at] == '+' || bytes[at] == '-') ? at + 1 : at, limit);
        }
        return at;
    }

    /// After one digit or more.
    private static int digits(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && Ascii.isDigit(bytes[at])) {
            at++;
        }
        return at == from ? -1 - at : at;
    }
}
