package byline.identity;

import byline.http.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An authenticator with one P-256 key and a browser in front of it, as WebAuthn describes both; it can be told to
/// answer as none should.
final class TestAuthenticator {
    private static final byte PRESENT = 0x01;
    private static final byte VERIFIED = 0x04;
    private static final byte ATTESTED = 0x40;

    private final KeyPair key;
    private final byte[] id = new byte[16];
    private String origin;
    private String rpId = "localhost";
    private String user = "";
    private byte flags = PRESENT | VERIFIED;
    private int counter = 1;

    TestAuthenticator(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    TestAuthenticator on(String otherOrigin) {
        origin = otherOrigin;
        return this;
    }

    TestAuthenticator relyingOn(String other) {
        rpId = other;
        return this;
    }

    TestAuthenticator withoutVerifyingItsUser() {
        flags = PRESENT;
        return this;
    }

    TestAuthenticator countingFrom(int next) {
        counter = next;
        return this;
    }

    TestAuthenticator answeringFor(String handle) {
        user = handle;
        return this;
    }

    /// `RegistrationResponseJSON` for these creation options.
    Map<String, Object> make(JsonNode options) {
        user = options.get("user").get("id").stringValue();
        byte[] clientData = clientData("webauthn.create", options);
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        byte[] data = authenticatorData((byte) (flags | ATTESTED), attested());
        write(object, 0xA3, 0x63);
        object.writeBytes("fmt".getBytes(StandardCharsets.US_ASCII));
        write(object, 0x64);
        object.writeBytes("none".getBytes(StandardCharsets.US_ASCII));
        write(object, 0x67);
        object.writeBytes("attStmt".getBytes(StandardCharsets.US_ASCII));
        write(object, 0xA0, 0x68);
        object.writeBytes("authData".getBytes(StandardCharsets.US_ASCII));
        write(object, 0x58, data.length);
        object.writeBytes(data);
        return credential(Map.of(
                "clientDataJSON", text(clientData),
                "attestationObject", text(object.toByteArray()),
                "transports", List.of("internal")));
    }

    /// `AuthenticationResponseJSON` for these request options.
    Map<String, Object> sign(JsonNode options) {
        byte[] clientData = clientData("webauthn.get", options);
        byte[] data = authenticatorData(flags, new byte[0]);
        return credential(Map.of(
                "clientDataJSON",
                text(clientData),
                "authenticatorData",
                text(data),
                "signature",
                text(signed(data, sha256(clientData))),
                "userHandle",
                user));
    }

    private Map<String, Object> credential(Map<String, Object> response) {
        Map<String, Object> credential = new HashMap<>();
        credential.put("id", text(id));
        credential.put("rawId", text(id));
        credential.put("type", "public-key");
        credential.put("clientExtensionResults", Map.of());
        credential.put("response", response);
        return credential;
    }

    private byte[] clientData(String type, JsonNode options) {
        return Json.write(Map.of(
                "type",
                type,
                "challenge",
                options.get("challenge").stringValue(),
                "origin",
                origin,
                "crossOrigin",
                false));
    }

    private byte[] authenticatorData(byte flags, byte[] attested) {
        ByteBuffer data = ByteBuffer.allocate(37 + attested.length);
        data.put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put(flags)
                .putInt(counter == 0 ? 0 : counter++)
                .put(attested);
        return data.array();
    }

    private byte[] attested() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[16]);
        write(out, 0, id.length);
        out.writeBytes(id);
        ECPublicKey shown = (ECPublicKey) key.getPublic();
        write(out, 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20);
        out.writeBytes(coordinate(shown.getW().getAffineX().toByteArray()));
        write(out, 0x22, 0x58, 0x20);
        out.writeBytes(coordinate(shown.getW().getAffineY().toByteArray()));
        return out.toByteArray();
    }

    private static byte[] coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private byte[] signed(byte[] data, byte[] hash) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(data);
            signature.update(hash);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(ByteArrayOutputStream out, int... bytes) {
        Arrays.stream(bytes).forEach(out::write);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
