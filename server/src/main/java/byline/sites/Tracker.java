package byline.sites;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/// The script that publishers put into their pages, as it is sent: `/b.js`, and `/b.<hash>.js` which never changes.
public final class Tracker {
    private static final int HASH_CHARACTERS = 12;

    private final byte[] script;

    private Tracker(byte[] script) {
        this.script = script;
    }

    /// The one in the jar.
    public static Tracker builtIn() {
        try (InputStream in = Objects.requireNonNull(Tracker.class.getResourceAsStream("b.min.js"))) {
            return new Tracker(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("b.min.js in the jar cannot be read", e);
        }
    }

    /// JavaScript in ASCII.
    public byte[] script() {
        return script.clone();
    }

    /// The file name under which these bytes may be kept for ever.
    public String hashedName() {
        return "b." + HexFormat.of().formatHex(digest("SHA-256")).substring(0, HASH_CHARACTERS) + ".js";
    }

    /// For the `integrity` attribute of a tag with the hashed name, and for a content security policy.
    public String integrity() {
        return "sha384-" + Base64.getEncoder().encodeToString(digest("SHA-384"));
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(script);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
