package byline.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/// Holds a body against its `Content-Digest` (RFC 9530).
final class ContentDigest {
    private static final Map<String, String> ALGORITHMS = Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

    private ContentDigest() {}

    /// Whether at least one digest of a known algorithm is there, and every such one is of this body.
    ///
    /// @param lines of the header
    /// @param body as it was sent, before decompression
    static boolean matches(List<String> lines, byte[] body) {
        int known = 0;
        for (Map.Entry<String, byte[]> digest : SignatureFields.bytes(lines).entrySet()) {
            String algorithm = ALGORITHMS.get(digest.getKey());
            if (algorithm != null) {
                known++;
                if (!MessageDigest.isEqual(digest.getValue(), digest(algorithm, body))) {
                    return false;
                }
            }
        }
        return known > 0;
    }

    private static byte[] digest(String algorithm, byte[] body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
