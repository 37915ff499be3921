package byline.wire;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the values of typed members. An explicit `null` is an absent member; a value of another type is a
/// `type` problem.
final class Values {
    /// What [#count] gives for a `null`.
    static final long ABSENT = -1;

    /// What [#count] gives for a value that is no count.
    static final long NO_COUNT = -2;

    private final JsonReader reader;
    private final Findings findings;
    private int problems;

    Values(JsonReader reader, Findings findings) {
        this.reader = reader;
        this.findings = findings;
    }

    /// How many values were of another type than their member's.
    int problems() {
        return problems;
    }

    private void misshapen(String pointer, String message) {
        problems++;
        findings.add("type", pointer, message);
    }

    /// Skips a `null` and says whether there was one.
    boolean skipNull() {
        if (reader.peek() != 'n') {
            return false;
        }
        reader.skipValue();
        return true;
    }

    @Nullable
    String text(String pointer) {
        return isString(pointer, "a string") ? reader.readString() : null;
    }

    @Nullable
    String word(String pointer) {
        return isString(pointer, "a string") ? reader.readWord(Vocabulary.WORDS) : null;
    }

    @Nullable
    UUID id(String pointer) {
        if (!isString(pointer, "a UUID")) {
            return null;
        }
        UUID id = peekedId();
        if (id == null) {
            misshapen(pointer, "not a UUID");
        }
        return id;
    }

    /// Reads a string and gives the UUID it is, or null.
    @Nullable
    UUID peekedId() {
        int from = reader.at() + 1;
        int to = reader.skipString();
        if (reader.isVerbatim()) {
            return Uuids.parse(reader.bytes(), from, to);
        }
        byte[] decoded = reader.decode(from, to);
        return Uuids.parse(decoded, 0, decoded.length);
    }

    @Nullable
    Instant instant(String pointer) {
        return instant(pointer, false);
    }

    /// @param assumeUtc true to read a time without an offset as UTC
    @Nullable
    Instant instant(String pointer, boolean assumeUtc) {
        if (!isString(pointer, "an RFC 3339 time")) {
            return null;
        }
        int from = reader.at() + 1;
        int to = reader.skipString();
        Instant instant;
        if (reader.isVerbatim()) {
            instant = Timestamps.parse(reader.bytes(), from, to, assumeUtc);
        } else {
            byte[] decoded = reader.decode(from, to);
            instant = Timestamps.parse(decoded, 0, decoded.length, assumeUtc);
        }
        if (instant == null) {
            misshapen(pointer, "not an RFC 3339 time with an offset");
        }
        return instant;
    }

    private boolean isString(String pointer, String what) {
        if (reader.peek() == '"') {
            return true;
        }
        if (!skipNull()) {
            misshapen(pointer, "must be " + what);
            reader.skipValue();
        }
        return false;
    }

    /// Skips a value that is not of the wanted kind and says so; a `null` is skipped in silence.
    boolean isObject(String pointer) {
        if (reader.peek() == '{') {
            return true;
        }
        if (!skipNull()) {
            misshapen(pointer, "must be an object");
            reader.skipValue();
        }
        return false;
    }

    /// The string, or null for a value of any other type.
    @Nullable
    String textIfAny() {
        if (reader.peek() == '"') {
            return reader.readWord(Vocabulary.WORDS);
        }
        reader.skipValue();
        return null;
    }

    /// The word of a closed vocabulary; `""`, which none contains, for a value that is no string.
    @Nullable
    String closedWord() {
        if (reader.peek() == '"') {
            return reader.readWord(Vocabulary.WORDS);
        }
        return skipNull() ? null : skipped("");
    }

    /// True for a string that is not empty.
    boolean isText() {
        if (reader.peek() != '"') {
            reader.skipValue();
            return false;
        }
        int from = reader.at() + 1;
        return reader.skipString() > from;
    }

    private <T> T skipped(T instead) {
        reader.skipValue();
        return instead;
    }

    /// The boolean, or null for a value of any other type.
    @Nullable
    Boolean flagIfAny() {
        byte first = reader.peek();
        reader.skipValue();
        return switch (first) {
            case 't' -> Boolean.TRUE;
            case 'f' -> Boolean.FALSE;
            default -> null;
        };
    }

    /// The integer, cut off at the greatest `long`; [#ABSENT], or [#NO_COUNT].
    long count() {
        byte first = reader.peek();
        int from = reader.at();
        reader.skipValue();
        if (Ascii.isDigit(first)) {
            return number(from, reader.at());
        }
        return first == 'n' ? ABSENT : NO_COUNT;
    }

    /// Anything but digits is a fraction or an exponent here.
    private long number(int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            int digit = reader.bytes()[at] - '0';
            if (digit < 0 || digit > 9) {
                return NO_COUNT;
            }
            if (number >= 0) {
                number = at - from > 18 ? -1 : 10 * number + digit;
            }
        }
        return number < 0 ? Long.MAX_VALUE : number;
    }
}
