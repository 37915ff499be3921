package byline.store.ids;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;

/// The key of a data folder's fingerprints, made at random once; without it nobody can choose ids that collide.
public final class Secret {
    private static final int LENGTH = 2 * Long.BYTES;
    private final SipHash hash;

    private Secret(byte[] key) {
        ByteBuffer words = ByteBuffer.wrap(key);
        this.hash = new SipHash(words.getLong(), words.getLong());
    }

    /// Reads the key in this folder. When there is none, makes one and forgets the fingerprints, which need the old.
    public static Secret of(Path folder, SecureRandom random) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve("secret");
        if (!Files.exists(path) || Files.size(path) != LENGTH) {
            byte[] key = new byte[LENGTH];
            random.nextBytes(key);
            Manifest.EMPTY.write(folder);
            Files.write(path, key);
        }
        return new Secret(Files.readAllBytes(path));
    }

    /// The fingerprint of an id within a name space.
    public long hash(String space, UUID id) {
        return hash.hash(space, id);
    }
}
