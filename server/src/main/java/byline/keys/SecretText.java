package byline.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/// The text form of every secret: `<prefix><43 base62 = 256 random bits><6 base62 = CRC-32 of all before>`.
/// A mistyped or truncated secret is known as such without a look-up.
public final class SecretText {
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;

    private SecretText() {}

    public static String mint(String prefix, SecureRandom random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String body = prefix + Base62.of(bits, RANDOM_DIGITS);
        return body + check(body);
    }

    /// Whether the text has this prefix, the right length and a right checksum.
    public static boolean isWellFormed(String text, String prefix) {
        int length = prefix.length() + RANDOM_DIGITS + CHECK_DIGITS;
        if (text.length() != length || !text.startsWith(prefix)) {
            return false;
        }
        for (int i = prefix.length(); i < length; i++) {
            if (!Base62.isDigit(text.charAt(i))) {
                return false;
            }
        }
        int body = length - CHECK_DIGITS;
        return text.substring(body).equals(check(text.substring(0, body)));
    }

    /// A public identifier: prefix and 128 random bits.
    public static String id(String prefix, SecureRandom random) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return prefix + Base62.of(bits, 22);
    }

    private static String check(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return Base62.of(crc.getValue(), CHECK_DIGITS);
    }
}
