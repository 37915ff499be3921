package byline.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
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

    /// Encrypts what has to be read again, such as the seed of a one-time-password generator.
    public String seal(String text, SecureRandom random) {
        try {
            byte[] nonce = new byte[12];
            random.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(nonce) + HexFormat.of().formatHex(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Decrypts what `seal` returned.
    public String open(String sealed) {
        try {
            byte[] bytes = HexFormat.of().parseHex(sealed);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, 12));
            return new String(cipher.doFinal(bytes, 12, bytes.length - 12), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException forged) {
            throw new IllegalStateException("not sealed with this server's secret", forged);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        byte[] key = mac().doFinal("seal".getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return cipher;
    }

    private Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
