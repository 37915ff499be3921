package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// What a log is known by, and what makes the ids of its events.
///
/// @param hex of its first line that is neither a header nor empty
record Fingerprint(String hex) {
    private static final int BYTES = 16;

    /// @param whole whether the log may end where the head ends
    static Optional<Fingerprint> of(byte[] head, boolean whole) {
        int from = 0;
        while (from < head.length) {
            int to = from;
            while (to < head.length && head[to] != '\n') {
                to++;
            }
            boolean data = to > from && head[from] != '#' && head[from] != '\r';
            if (data) {
                boolean finished = to < head.length || !whole;
                return finished
                        ? Optional.of(new Fingerprint(HexFormat.of()
                                .formatHex(Arrays.copyOf(sha256(Arrays.copyOfRange(head, from, to)), BYTES))))
                        : Optional.empty();
            }
            from = to + 1;
        }
        return Optional.empty();
    }

    /// Makes the ids of a log's events for a site.
    final class Ids {
        private static final int VERSION = 8;
        private final MessageDigest digest = digest();
        private final byte[] salt;

        Ids(String site) {
            this.salt = (site + '\n' + hex + '\n').getBytes(UTF_8);
        }

        /// The same for the same line at the same place, whenever and wherever it is read.
        UUID id(Lines line) {
            digest.update(salt);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, line.offset()));
            digest.update(line.bytes(), line.start(), line.end() - line.start());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            long high = (hash.getLong() & ~0xF000L) | VERSION << 12;
            long low = (hash.getLong() & (-1L >>> 2)) | Long.MIN_VALUE;
            return new UUID(high, low);
        }
    }

    static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
