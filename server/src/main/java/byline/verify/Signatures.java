package byline.verify;

import byline.verify.SignatureFields.Input;
import byline.wire.Manifest;
import byline.wire.Manifest.SigningKey;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Signed telemetry: HTTP message signatures (RFC 9421) with a key that its sender's manifest publishes. Other
/// signatures on the same request are none of ours.
public final class Signatures {
    private static final Set<String> COVERED = Set.of("\"@method\"", "\"@target-uri\"", "\"content-digest\"");
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 100_000;

    private final Manifests manifests;
    private final Clock clock;
    private final Cache<String, String> senders = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(FRESH.plus(SKEW))
            .build();

    public Signatures(Manifests manifests, Clock clock) {
        this.manifests = manifests;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Verdict {}

    /// There is no signature with a key of a manifest.
    public record Unsigned() implements Verdict {}

    /// @param keyId `<manifest id>#<key id>`
    public record Signed(String keyId) implements Verdict {}

    /// The manifest could not be read, so nothing is known: no reason to refuse, and no proof.
    public record Unverified(String reason) implements Verdict {}

    /// There is one, and it does not hold.
    public record Invalid(String reason) implements Verdict {}

    /// Judges the signature of a request.
    ///
    /// @param body as it was sent, before decompression
    /// @param sender whose credential the request carries: the same signature from another one is a copy
    public Verdict judge(SignedRequest request, byte[] body, String sender) {
        List<String> lines = request.headers().apply("signature-input");
        if (lines.isEmpty()) {
            return new Unsigned();
        }
        try {
            for (Map.Entry<String, Input> input : SignatureFields.inputs(lines).entrySet()) {
                if (input.getValue().text("keyid").filter(Signatures::isOurs).isPresent()) {
                    byte[] signature = signature(request, input.getKey());
                    Verdict verdict = judge(request, body, input.getValue(), signature);
                    return verdict instanceof Signed && isCopy(signature, sender)
                            ? new Invalid("another sender has sent it already")
                            : verdict;
                }
            }
            return new Unsigned();
        } catch (IllegalArgumentException unreadable) {
            return new Invalid("it can't be read: " + unreadable.getMessage());
        }
    }

    private static byte[] signature(SignedRequest request, String label) {
        byte[] signature =
                SignatureFields.bytes(request.headers().apply("signature")).get(label);
        if (signature == null) {
            throw new IllegalArgumentException("Signature has no " + label);
        }
        return signature;
    }

    private Verdict judge(SignedRequest request, byte[] body, Input input, byte[] signature) {
        Optional<String> fault = fault(input);
        if (fault.isPresent()) {
            return new Invalid(fault.get());
        }
        if (!ContentDigest.matches(request.headers().apply("content-digest"), body)) {
            return new Invalid("Content-Digest is not of this body");
        }
        return judge(input.text("keyid").orElseThrow(), new SignedBytes(request).of(input), signature);
    }

    /// A key that the manifest as it is kept does not have may be new: it is fetched once more.
    private Verdict judge(String keyId, byte[] base, byte[] signature) {
        String manifest = keyId.substring(0, keyId.lastIndexOf('#'));
        Verdict known = judge(manifests.find(manifest), keyId, base, signature);
        return known instanceof Invalid ? judge(manifests.findNewer(manifest), keyId, base, signature) : known;
    }

    private Verdict judge(Manifests.Result result, String keyId, byte[] base, byte[] signature) {
        return switch (result) {
            case Manifests.Absent(String reason) -> new Unverified(reason);
            case Manifests.Found(Manifest manifest) -> {
                Optional<byte[]> key = key(manifest, keyId.substring(keyId.lastIndexOf('#') + 1));
                if (key.isEmpty()) {
                    yield new Invalid("its manifest has no such key, or the key has expired");
                }
                yield Ed25519.verify(key.get(), base, signature)
                        ? new Signed(keyId)
                        : new Invalid("it was not made by this key over this request");
            }
        };
    }

    private Optional<String> fault(Input input) {
        if (!input.components().containsAll(COVERED)) {
            return Optional.of("it must cover @method, @target-uri and content-digest");
        }
        if (!input.text("alg").orElse("ed25519").equals("ed25519")) {
            return Optional.of("alg must be ed25519");
        }
        Instant now = clock.instant();
        boolean fresh = input.time("created")
                .filter(created -> !created.isBefore(now.minus(FRESH)) && !created.isAfter(now.plus(SKEW)))
                .isPresent();
        if (!fresh) {
            return Optional.of("created must lie within the last " + FRESH.toMinutes() + " minutes");
        }
        return input.time("expires").filter(now::isAfter).map(late -> "it has expired");
    }

    /// A sender may repeat itself: its events are known by their ids.
    private boolean isCopy(byte[] signature, String sender) {
        return !senders.get(Base64.getEncoder().encodeToString(signature), unseen -> sender)
                .equals(sender);
    }

    private Optional<byte[]> key(Manifest manifest, String id) {
        return manifest.keys().stream()
                .filter(key -> key.id().equals(id))
                .filter(key -> key.expires() == null || key.expires().isAfter(clock.instant()))
                .findFirst()
                .flatMap(SigningKey::findEd25519);
    }

    private static boolean isOurs(String keyId) {
        int hash = keyId.lastIndexOf('#');
        return hash > 0 && Manifests.isId(keyId.substring(0, hash));
    }
}
