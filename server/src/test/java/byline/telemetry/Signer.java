package byline.telemetry;

import byline.identity.Caller;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// A sender that signs what it sends, and publishes its key.
final class Signer {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private final String manifestId;
    private final KeyPair keys;

    Signer(String manifestId) {
        this.manifestId = manifestId;
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String keyId() {
        return manifestId + "#key-1";
    }

    /// @param more members of the key, such as `,"expires":"…"`
    String manifest(String more) {
        return """
                {"schema_version":"1.0","id":"%s","roles":["agent"],"operator":{"name":"E"},
                 "keys":[{"id":"key-1","type":"Ed25519","publicKey":"%s"%s}],
                 "telemetry":{"endpoint":"https://example.com/events"}}""".formatted(manifestId, multibase(), more);
    }

    /// The caller with the headers of a signature over a request with this body.
    Caller sign(Caller caller, URI target, byte[] body, Instant created) {
        return sign(
                caller,
                target,
                body,
                "(\"@method\" \"@target-uri\" \"content-digest\");created=%d;keyid=\"%s\""
                        .formatted(created.getEpochSecond(), keyId()));
    }

    Caller sign(Caller caller, URI target, byte[] body, String params) {
        String digest = "sha-256=:" + Base64.getEncoder().encodeToString(sha256(body)) + ":";
        StringBuilder base = new StringBuilder();
        if (params.contains("@method")) {
            base.append("\"@method\": POST\n");
        }
        if (params.contains("@target-uri")) {
            base.append("\"@target-uri\": ").append(target).append('\n');
        }
        if (params.contains("content-digest")) {
            base.append("\"content-digest\": ").append(digest).append('\n');
        }
        base.append("\"@signature-params\": ").append(params);
        return caller.with("Content-Digest", digest)
                .with("Signature-Input", "sig1=" + params)
                .with("Signature", "sig1=:" + Base64.getEncoder().encodeToString(signature(base.toString())) + ":");
    }

    private byte[] signature(String base) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(base.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// `z`, base58btc of the multicodec of Ed25519 and the 32 bytes of the key.
    private String multibase() {
        byte[] encoded = keys.getPublic().getEncoded();
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.write(0xed);
        key.write(0x01);
        key.writeBytes(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        BigInteger number = new BigInteger(1, key.toByteArray());
        StringBuilder text = new StringBuilder();
        while (number.signum() > 0) {
            BigInteger[] parts = number.divideAndRemainder(BigInteger.valueOf(58));
            text.append(ALPHABET.charAt(parts[1].intValue()));
            number = parts[0];
        }
        return "z" + text.reverse();
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
