package byline.verify;

import byline.http.Json;
import byline.http.Refusal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The keys that operators of bots publish for the signatures of their requests, by thumbprint (RFC 7638).
final class KeyDirectories {
    private static final String PLACE = "/.well-known/http-message-signatures-directory";
    private static final int MOST_KEYS = 100;

    private final Clock clock;
    private final KeptPages<Result> pages;

    KeyDirectories(WebFetch web, Clock clock) {
        this.clock = clock;
        this.pages = new KeptPages<>(web, clock, (address, body) -> read(body), Absent::new);
    }

    sealed interface Result {}

    /// @param byThumbprint of the Ed25519 keys alone
    record Found(Map<String, Key> byThumbprint) implements Result {}

    record Absent(String reason) implements Result {}

    /// @param x the key, as base64url
    record Key(String x, Instant from, Instant until) {
        byte[] bytes() {
            return Base64.getUrlDecoder().decode(x);
        }
    }

    Result find(String host) {
        return pages.find(URI.create("https://" + host + PLACE));
    }

    /// The same, fetched anew unless that happened within the last minute: a key may have been added since.
    Result findNewer(String host) {
        return pages.findNewer(URI.create("https://" + host + PLACE));
    }

    /// The key of this thumbprint, if it is valid now.
    Optional<Key> key(Found directory, String thumbprint) {
        Instant now = clock.instant();
        return Optional.ofNullable(directory.byThumbprint().get(thumbprint))
                .filter(key -> !now.isBefore(key.from()) && now.isBefore(key.until()));
    }

    private static Result read(String body) {
        Map<String, Key> keys = new HashMap<>();
        try {
            for (JsonNode key : Json.tree(body.getBytes(StandardCharsets.UTF_8)).path("keys")) {
                if (keys.size() < MOST_KEYS && isEd25519(key)) {
                    String x = key.path("x").stringValue("");
                    keys.put(thumbprint(x), new Key(x, time(key, "nbf", Instant.MIN), time(key, "exp", Instant.MAX)));
                }
            }
        } catch (Refusal notJson) {
            return new Absent("its key directory is no JSON");
        }
        return keys.isEmpty() ? new Absent("its key directory has no Ed25519 key") : new Found(Map.copyOf(keys));
    }

    private static boolean isEd25519(JsonNode key) {
        try {
            return key.path("kty").stringValue("").equals("OKP")
                    && key.path("crv").stringValue("").equals("Ed25519")
                    && Base64.getUrlDecoder().decode(key.path("x").stringValue("")).length == Ed25519.KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static Instant time(JsonNode key, String member, Instant otherwise) {
        JsonNode seconds = key.path(member);
        return seconds.isIntegralNumber() && seconds.canConvertToInt()
                ? Instant.ofEpochSecond(seconds.longValue())
                : otherwise;
    }

    static String thumbprint(String x) {
        try {
            byte[] canonical = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}"
                    .formatted(x)
                    .getBytes(StandardCharsets.US_ASCII);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
