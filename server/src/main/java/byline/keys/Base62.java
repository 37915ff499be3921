package byline.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Digits, then upper case, then lower case letters; left-padded to a fixed width.
final class Base62 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(62);

    private Base62() {}

    static String of(byte[] magnitude, int width) {
        byte[] text = new byte[width];
        BigInteger rest = new BigInteger(1, magnitude);
        for (int i = width - 1; i >= 0; i--) {
            BigInteger[] step = rest.divideAndRemainder(BASE);
            text[i] = (byte) DIGITS.charAt(step[1].intValue());
            rest = step[0];
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    static String of(long value, int width) {
        char[] text = new char[width];
        long rest = value;
        for (int i = width - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new String(text);
    }

    static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
