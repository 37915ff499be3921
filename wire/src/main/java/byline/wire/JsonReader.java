package byline.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Pulls members and values straight from the bytes of one JSON document (RFC 8259), and nothing else than that: a key
/// twice in one object, a byte too many, or a value past its limit is [Malformed]. Each byte is looked at once.
final class JsonReader {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final Limits limits;
    private final Text text;
    private final Keys keys;
    private final MemberName name;
    private int depth;
    private int at;
    private boolean fresh;

    JsonReader(byte[] bytes, int offset, int length, Limits limits) {
        this.bytes = bytes;
        this.start = offset;
        this.at = offset;
        this.end = offset + length;
        this.limits = limits;
        this.text = new Text(bytes, offset, end);
        this.keys = new Keys(bytes, offset, end, limits.maxMembers());
        this.name = new MemberName(bytes, text);
        skipSpace();
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where the next byte is that has not been read.
    int at() {
        return at;
    }

    /// Goes to a value that has been read already, or back from there; no object may be left in between.
    void moveTo(int value) {
        at = value;
    }

    /// The first byte of the next value: `"`, `{`, `[`, `t`, `f`, `n`, or that of a number.
    byte peek() {
        return at < end ? bytes[at] : 0;
    }

    void enterObject() {
        enter((byte) '{');
        keys.open();
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
        if (!readKey()) {
            return false;
        }
        checkNew(name.addTo(keys));
        return true;
    }

    /// Reads up to the next member's value and tells what its key stands for; null when the object has ended instead.
    /// An object is read with the same names throughout.
    <T> @Nullable T nextMember(Words<T> names, T unknown) {
        if (!readKey()) {
            return null;
        }
        int known = name.number(names);
        checkNew(known < 0 ? name.addTo(keys) : keys.addKnown(known));
        return known < 0 ? unknown : names.meaning(known);
    }

    private void checkNew(boolean added) {
        if (!added) {
            throw malformed("a key twice in one object");
        }
    }

    private boolean readKey() {
        if (hasEnded((byte) '}')) {
            keys.close();
            depth--;
            return false;
        }
        skipSpace();
        int from = at;
        int to = skipString();
        name.set(from, to, text.escaped() ? decode(from + 1, to) : null);
        if (at < end && bytes[at] == ':') {
            at++;
        } else {
            skipSpace();
            expect((byte) ':', "a colon");
        }
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

    /// The key of the current member; to be asked before its value is read.
    String key() {
        return name.text();
    }

    /// True if the key of the current member is one of the names.
    boolean isKeyOf(Words<?> names) {
        return name.number(names) >= 0;
    }

    /// Where the current member begins, its key's opening quote included.
    int keyAt() {
        return name.at();
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
        int number = text.escaped() ? -1 : text.number(words, to - from);
        return number < 0 ? text.decode(from, to) : words.meaning(number);
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

    private void skipNumber() {
        int from = at;
        int to = NumberForm.end(bytes, from, end);
        if (to < 0) {
            at = -1 - to;
            throw malformed("a value expected");
        }
        checkLength(from, to);
        at = to;
    }

    /// Ends the document: nothing but space may follow.
    void finish() {
        skipSpace();
        if (at != end) {
            throw malformed("something after the end");
        }
    }

    private void skipSpace() {
        if (at < end && bytes[at] > ' ') {
            return;
        }
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
        return new Malformed("json", "", "not JSON at byte " + (at - start) + ": " + what);
    }
}
