package byline.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The bytes of one JSON string: finds its end while checking it, and decodes it (RFC 8259 §7, RFC 3629).
final class Text {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TWOS = ONES * 2;
    private static final long BACKSLASHES = ONES * '\\';
    private static final long PAST_SPACES = ONES * (' ' + 1);
    private static final long HIGHS = 0x8080808080808080L;

    private final byte[] bytes;
    private final int start;
    private final int limit;
    private boolean plain;
    private boolean escaped;
    private long first;
    private long second;
    private long third;

    Text(byte[] bytes, int start, int limit) {
        this.bytes = bytes;
        this.start = start;
        this.limit = limit;
    }

    /// True if the last string had neither an escape nor a character past ASCII.
    boolean plain() {
        return plain;
    }

    /// True if the last string had an escape.
    boolean escaped() {
        return escaped;
    }

    /// Where the closing quote of the string is that begins at an offset, its opening quote not included. What is
    /// short is seen in three numbers, which are the word that it may be.
    int end(int from) {
        escaped = false;
        plain = true;
        if (from + Words.LONGEST > limit) {
            return unusualEnd(from, nextSpecial(from));
        }
        first = (long) LONG.get(bytes, from);
        second = 0;
        third = 0;
        long specials = specials(first);
        if (specials != 0) {
            first &= before(specials);
            return checkedEnd(from, from + firstByte(specials));
        }
        second = (long) LONG.get(bytes, from + Long.BYTES);
        specials = specials(second);
        if (specials != 0) {
            second &= before(specials);
            return checkedEnd(from, from + Long.BYTES + firstByte(specials));
        }
        third = (long) LONG.get(bytes, from + 2 * Long.BYTES);
        specials = specials(third);
        if (specials != 0) {
            third &= before(specials);
            return checkedEnd(from, from + 2 * Long.BYTES + firstByte(specials));
        }
        return checkedEnd(from, nextSpecial(from + Words.LONGEST));
    }

    /// @param special where a quote, backslash, control character or byte past ASCII is, the first in the string
    private int checkedEnd(int from, int special) {
        return bytes[special] == '"' ? special : unusualEnd(from, special);
    }

    private int unusualEnd(int from, int special) {
        int at = special;
        for (byte here = bytes[at]; here != '"'; here = bytes[at]) {
            plain = false;
            if (here == '\\') {
                escaped = true;
                at = nextSpecial(afterEscape(at));
            } else if (here < 0) {
                at = nextSpecial(afterCharacters(at));
            } else {
                throw malformed(at, "a control character in a string");
            }
        }
        first = Words.number(bytes, from, at);
        second = Words.number(bytes, from + Long.BYTES, at);
        third = Words.number(bytes, from + 2 * Long.BYTES, at);
        return at;
    }

    /// The number of the word that the last string is, or -1. It has to be verbatim.
    int number(Words<?> words, int length) {
        return words.number(first, second, third, length);
    }

    /// The next quote, backslash, control character or byte past ASCII; sixteen bytes a step.
    private int nextSpecial(int from) {
        int at = from;
        for (; at + 2 * Long.BYTES <= limit; at += 2 * Long.BYTES) {
            long specials = specials((long) LONG.get(bytes, at));
            if (specials != 0) {
                return at + firstByte(specials);
            }
            specials = specials((long) LONG.get(bytes, at + Long.BYTES));
            if (specials != 0) {
                return at + Long.BYTES + firstByte(specials);
            }
        }
        for (; at < limit; at++) {
            byte here = bytes[at];
            if (here < ' ' || here == '"' || here == '\\') {
                return at;
            }
        }
        throw malformed(limit, "a string without an end");
    }

    /// Marks each of the next eight bytes that is looked for, in its high bit; after the first, perhaps others.
    /// A subtraction borrows into the high bit of a byte that is less, and from the bytes after it only then. With
    /// its second bit turned a quote is a space, and what else is no more than a space was a control character.
    private static long specials(long word) {
        return (((word ^ TWOS) - PAST_SPACES) | ((word ^ BACKSLASHES) - ONES) | word) & HIGHS;
    }

    private static int firstByte(long marks) {
        return Long.numberOfTrailingZeros(marks) / Byte.SIZE;
    }

    /// All bits of the bytes before the first that is marked.
    private static long before(long marks) {
        return ((marks & -marks) - 1) >>> (Byte.SIZE - 1);
    }

    private int afterEscape(int backslash) {
        if (backslash + 1 >= limit) {
            throw malformed(limit, "a string without an end");
        }
        return switch (bytes[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            case 'u' -> afterUnicodeEscape(backslash);
            default -> throw malformed(backslash, "an unknown escape");
        };
    }

    private int afterUnicodeEscape(int backslash) {
        char unit = unit(backslash);
        if (!Character.isSurrogate(unit)) {
            return backslash + 6;
        }
        if (Character.isHighSurrogate(unit) && Character.isLowSurrogate(unit(backslash + 6))) {
            return backslash + 12;
        }
        throw malformed(backslash, "half a character");
    }

    private char unit(int backslash) {
        if (backslash + 6 > limit || bytes[backslash] != '\\' || bytes[backslash + 1] != 'u') {
            throw malformed(backslash, "an incomplete escape");
        }
        int unit = 0;
        for (int at = backslash + 2; at < backslash + 6; at++) {
            int digit = Character.digit(bytes[at], 16);
            if (digit < 0) {
                throw malformed(at, "an incomplete escape");
            }
            unit = (unit << 4) | digit;
        }
        return (char) unit;
    }

    private int afterCharacters(int from) {
        int at = from;
        while (at < limit && bytes[at] < 0) {
            at = afterCharacter(at);
        }
        return at;
    }

    private int afterCharacter(int at) {
        int lead = bytes[at] & 0xFF;
        int second = continuation(at + 1);
        if (lead >= 0xC2 && lead <= 0xDF) {
            return at + 2;
        }
        int third = continuation(at + 2);
        int three = ((lead & 0x0F) << 12) | (second << 6) | third;
        if (lead >= 0xE0 && lead <= 0xEF && three >= 0x800 && (three < 0xD800 || three > 0xDFFF)) {
            return at + 3;
        }
        int four = ((lead & 0x07) << 18) | (second << 12) | (third << 6) | continuation(at + 3);
        if (lead >= 0xF0 && lead <= 0xF4 && four >= 0x10000 && four <= 0x10FFFF) {
            return at + 4;
        }
        throw malformed(at, "not UTF-8");
    }

    private int continuation(int at) {
        if (at >= limit || (bytes[at] & 0xC0) != 0x80) {
            throw malformed(at, "not UTF-8");
        }
        return bytes[at] & 0x3F;
    }

    /// The characters between two offsets that [#end] has found and checked.
    String decode(int from, int to) {
        if (plain) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return escaped ? unescape(raw) : raw;
    }

    private static String unescape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char here = raw.charAt(at);
            if (here != '\\') {
                text.append(here);
                at++;
            } else if (raw.charAt(at + 1) == 'u') {
                text.append((char) Integer.parseInt(raw, at + 2, at + 6, 16));
                at += 6;
            } else {
                text.append(escaped(raw.charAt(at + 1)));
                at += 2;
            }
        }
        return text.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    private Malformed malformed(int at, String what) {
        return new Malformed("json", "", "not JSON at byte " + (at - start) + ": " + what);
    }
}
