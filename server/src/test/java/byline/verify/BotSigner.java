package byline.verify;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A bot that signs its requests, and publishes its key.
public final class BotSigner {
    private final KeyPair keys;

    public BotSigner() {
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String x() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - Ed25519.KEY_BYTES, encoded.length));
    }

    public String thumbprint() {
        return KeyDirectories.thumbprint(x());
    }

    /// The key directory.
    ///
    /// @param more members of the key, such as `,"exp":1`
    public String directory(String more) {
        return """
                {"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"OKP","crv":"Ed25519","x":"%s"%s}]}""".formatted(x(), more);
    }

    /// Parameters of a usual signature.
    public String params(String components, Instant now) {
        return "(%s);created=%d;expires=%d;keyid=\"%s\";alg=\"ed25519\";tag=\"web-bot-auth\""
                .formatted(components, now.getEpochSecond(), now.getEpochSecond() + 60, thumbprint());
    }

    /// A signed `GET`, as the site sees it.
    ///
    /// @param agent the value of `Signature-Agent`
    public SignedRequest sign(URI target, String agent, String params) {
        return sign(target, Map.of("signature-agent", List.of(agent)), params);
    }

    SignedRequest sign(URI target, Map<String, List<String>> headers, String params) {
        SignedRequest unsigned = new SignedRequest("GET", target, name -> headers.getOrDefault(name, List.of()));
        SignatureFields.Input input = java.util.Objects.requireNonNull(
                SignatureFields.inputs(List.of("sig1=" + params)).get("sig1"));
        String signature =
                "sig1=:" + Base64.getEncoder().encodeToString(signature(new SignedBytes(unsigned).of(input))) + ":";
        return new SignedRequest("GET", target, name -> switch (name) {
            case "signature-input" -> List.of("sig1=" + params);
            case "signature" -> List.of(signature);
            default -> headers.getOrDefault(name, List.of());
        });
    }

    private byte[] signature(byte[] base) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(base);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
