package byline.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Pulls members and values straight from the bytes of one JSON document (RFC 8259), and nothing else than that: a key
/// twice in one object, a byte too many, or a value past its limit is [Malformed]. Each byte is looked at once.
final class JsonReader {
    private final byte[] bytes;
    private final int end;
    private final Limits limits;
    private final Text text;
    private final int[] firstKeys;
    private long[] keyHashes = new long[48];
    private int[] keySpans = new int[96];
    private int keys;
    private int depth;
    private int at;
    private int keyAt;
    private long keyHash;
    private byte @Nullable [] decodedKey;
    private boolean fresh;

    JsonReader(byte[] bytes, int offset, int length, Limits limits) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
        this.limits = limits;
        this.text = new Text(bytes, end);
        this.firstKeys = new int[limits.maxDepth() + 1];
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where the next byte is that has not been read.
    int at() {
        return at;
    }

    /// Goes back to a value of the outermost object, which must have been left whole.
    void returnTo(int value) {
        at = value;
    }

    /// The first byte of the next value: `"`, `{`, `[`, `t`, `f`, `n`, or that of a number.
    byte peek() {
        skipSpace();
        return at < end ? bytes[at] : 0;
    }

    void enterObject() {
        enter((byte) '{');
        firstKeys[depth] = keys;
    }

    void enterArray() {
        enter((byte) '[');
    }

    private void enter(byte open) {
        expect(open, open == '{' ? "an object" : "an array");
        depth++;
        if (depth > limits.maxDepth()) {
            throw new Malformed("limit", "", "nested deeper than " + limits.maxDepth());
        }
        fresh = true;
    }

    /// Reads up to the next member's value; false when the object has ended instead.
    boolean nextMember() {
        if (hasEnded((byte) '}')) {
            keys = firstKeys[depth];
            depth--;
            return false;
        }
        skipSpace();
        keyAt = at;
        expect((byte) '"', "a key");
        int from = at;
        int to = text.end(from);
        at = to + 1;
        noteKey(from, to);
        skipSpace();
        expect((byte) ':', "a colon");
        skipSpace();
        return true;
    }

    /// Reads up to the next element; false when the array has ended instead.
    boolean nextElement() {
        if (hasEnded((byte) ']')) {
            depth--;
            return false;
        }
        skipSpace();
        return true;
    }

    private boolean hasEnded(byte close) {
        skipSpace();
        boolean first = fresh;
        fresh = false;
        if (at < end && bytes[at] == close) {
            at++;
            return true;
        }
        if (!first) {
            expect((byte) ',', "a comma");
        }
        return false;
    }

    private void noteKey(int from, int to) {
        checkLength(from, to);
        decodedKey = text.escaped() ? text.decode(from, to).getBytes(StandardCharsets.UTF_8) : null;
        byte[] decoded = decodedKey;
        keyHash = decoded == null ? Words.hash(bytes, from, to) : Words.hash(decoded, 0, decoded.length);
        int first = firstKeys[depth];
        for (int key = first; key < keys; key++) {
            if (keyHashes[key] == keyHash && sameKey(key, from, to)) {
                throw malformed("a key twice in one object");
            }
        }
        if (keys - first == limits.maxMembers()) {
            throw new Malformed("limit", "", "more than " + limits.maxMembers() + " members in one object");
        }
        remember(from, to);
    }

    private void remember(int from, int to) {
        if (keys == keyHashes.length) {
            keyHashes = Arrays.copyOf(keyHashes, 2 * keys);
            keySpans = Arrays.copyOf(keySpans, 4 * keys);
        }
        keyHashes[keys] = keyHash;
        keySpans[2 * keys] = from;
        keySpans[2 * keys + 1] = to;
        keys++;
    }

    private boolean sameKey(int key, int from, int to) {
        int otherFrom = keySpans[2 * key];
        int otherTo = keySpans[2 * key + 1];
        if (Arrays.equals(bytes, from, to, bytes, otherFrom, otherTo)) {
            return true;
        }
        int resume = at;
        String that = decoded(otherFrom);
        boolean same = decoded(from).equals(that);
        at = resume;
        return same;
    }

    private String decoded(int from) {
        int to = text.end(from);
        return text.decode(from, to);
    }

    /// The key of the current member; to be asked before its value is read.
    String key() {
        byte[] decoded = decodedKey;
        return decoded != null
                ? new String(decoded, StandardCharsets.UTF_8)
                : new String(bytes, keyAt + 1, keySpans[2 * keys - 1] - keyAt - 1, StandardCharsets.UTF_8);
    }

    /// What the key of the current member stands for, or null if it is no known word.
    <T> @Nullable T key(Words<T> words) {
        byte[] decoded = decodedKey;
        if (decoded != null) {
            return words.find(decoded, 0, decoded.length, keyHash);
        }
        return words.find(bytes, keySpans[2 * keys - 2], keySpans[2 * keys - 1], keyHash);
    }

    /// Where the current member begins, its key's opening quote included.
    int keyAt() {
        return keyAt;
    }

    String readString() {
        int from = at + 1;
        int to = skipString();
        return text.decode(from, to);
    }

    /// The one string for a word that is known, so that the usual vocabulary costs no memory.
    String readWord(Words<String> words) {
        int from = at + 1;
        int to = skipString();
        String word = text.escaped() ? null : words.find(bytes, from, to);
        return word == null ? text.decode(from, to) : word;
    }

    /// Reads a string and tells where its closing quote is; its content begins one byte after [#at] as it was.
    int skipString() {
        expect((byte) '"', "a string");
        int from = at;
        int to = text.end(from);
        checkLength(from, to);
        at = to + 1;
        return to;
    }

    /// True if the string just read is written without escapes, so that its bytes can be looked at in place.
    boolean isVerbatim() {
        return !text.escaped();
    }

    /// The characters of the string just read, as UTF-8.
    byte[] decode(int from, int to) {
        return text.decode(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private void checkLength(int from, int to) {
        if (to - from > limits.maxStringLength()) {
            throw new Malformed("limit", "", "a string or number longer than " + limits.maxStringLength() + " bytes");
        }
    }

    void skipValue() {
        switch (peek()) {
            case '"' -> skipString();
            case '{' -> {
                enterObject();
                while (nextMember()) {
                    skipValue();
                }
            }
            case '[' -> {
                enterArray();
                while (nextElement()) {
                    skipValue();
                }
            }
            case 't' -> skipLiteral("true");
            case 'f' -> skipLiteral("false");
            case 'n' -> skipLiteral("null");
            default -> skipNumber();
        }
    }

    private void skipLiteral(String literal) {
        for (int index = 0; index < literal.length(); index++) {
            expect((byte) literal.charAt(index), literal);
        }
    }

    /// Reads a number and says whether it was written as an integer.
    boolean skipNumber() {
        int from = at;
        if (at < end && bytes[at] == '-') {
            at++;
        }
        if (at < end && bytes[at] == '0') {
            at++;
        } else {
            skipDigits();
        }
        boolean integer = true;
        if (at < end && bytes[at] == '.') {
            integer = false;
            at++;
            skipDigits();
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            integer = false;
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            skipDigits();
        }
        checkLength(from, at);
        return integer;
    }

    private void skipDigits() {
        int from = at;
        while (at < end && Ascii.isDigit(bytes[at])) {
            at++;
        }
        if (from == at) {
            throw malformed("a value expected");
        }
    }

    /// Ends the document: nothing but space may follow.
    void finish() {
        skipSpace();
        if (at != end) {
            throw malformed("something after the end");
        }
    }

    private void skipSpace() {
        while (at < end) {
            byte here = bytes[at];
            if (here != ' ' && here != '\n' && here != '\r' && here != '\t') {
                return;
            }
            at++;
        }
    }

    private void expect(byte wanted, String what) {
        if (at >= end || bytes[at] != wanted) {
            throw malformed(what + " expected");
        }
        at++;
    }

    private Malformed malformed(String what) {
        return new Malformed("json", "", "not JSON at byte " + at + ": " + what);
    }
}
