package byline.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key under which secrets are hashed: a stolen database alone matches no guess.
public final class ServerSecret {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;

    public ServerSecret(byte[] secret) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Reads the file, or makes it readable by its owner alone.
    public static ServerSecret open(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[32];
                random.nextBytes(secret);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(secret), StandardOpenOption.DSYNC);
            }
            return new ServerSecret(
                    HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException failure) {
            throw new UncheckedIOException("can't read or make the server secret " + file, failure);
        }
    }

    /// HMAC-SHA-256 of the text.
    public Digest digest(String text) {
        return Digest.of(mac().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
