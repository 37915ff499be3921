package byline.wire;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/// The text form of public keys: `z`, then base58btc of a multicodec prefix and the key (§8.4).
final class Multibase {
    private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final int LONGEST = 64;
    private static final int KEY_LENGTH = 32;
    private static final byte[] ED25519 = {(byte) 0xED, 0x01};

    private Multibase() {}

    /// The 32 bytes of an Ed25519 key, or nothing if the text is none.
    static Optional<byte[]> findEd25519(String text) {
        if (!text.startsWith("z") || text.length() > LONGEST) {
            return Optional.empty();
        }
        BigInteger number = BigInteger.ZERO;
        for (int at = 1; at < text.length(); at++) {
            int digit = DIGITS.indexOf(text.charAt(at));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        boolean isKey = bytes.length - from == ED25519.length + KEY_LENGTH
                && Arrays.equals(bytes, from, from + ED25519.length, ED25519, 0, ED25519.length);
        return isKey ? Optional.of(Arrays.copyOfRange(bytes, from + ED25519.length, bytes.length)) : Optional.empty();
    }
}
