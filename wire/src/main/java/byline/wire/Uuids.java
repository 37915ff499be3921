package byline.wire;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads UUIDs in place, in the one form that RFC 9562 §4 gives them, either case.
final class Uuids {
    private static final int LENGTH = 36;
    private static final byte[] DIGITS = digits();

    private Uuids() {}

    private static byte[] digits() {
        byte[] digits = new byte[256];
        Arrays.fill(digits, (byte) -1);
        for (char digit = 0; digit < 128; digit++) {
            digits[digit] = (byte) Character.digit(digit, 16);
        }
        return digits;
    }

    /// The id, or null if the bytes are none.
    static @Nullable UUID parse(byte[] bytes, int from, int to) {
        boolean hyphenated = to - from == LENGTH
                && bytes[from + 8] == '-'
                && bytes[from + 13] == '-'
                && bytes[from + 18] == '-'
                && bytes[from + 23] == '-';
        if (!hyphenated) {
            return null;
        }
        long a = hex(bytes, from, 8);
        long b = hex(bytes, from + 9, 4);
        long c = hex(bytes, from + 14, 4);
        long d = hex(bytes, from + 19, 4);
        long e = hex(bytes, from + 24, 12);
        return (a | b | c | d | e) < 0 ? null : new UUID((a << 32) | (b << 16) | c, (d << 48) | e);
    }

    /// The number that so many digits write, negative if one is no digit.
    private static long hex(byte[] bytes, int from, int count) {
        long number = 0;
        long wrong = 0;
        for (int at = from; at < from + count; at++) {
            byte digit = DIGITS[bytes[at] & 0xFF];
            wrong |= digit;
            number = (number << 4) | (digit & 0xF);
        }
        return wrong < 0 ? wrong : number;
    }
}
