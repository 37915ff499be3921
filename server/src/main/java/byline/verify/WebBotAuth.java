package byline.verify;

import byline.verify.SignatureFields.Input;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests that bots sign (Web Bot Auth, over RFC 9421), held against the keys their operators publish.
public final class WebBotAuth {
    private static final String TAG = "web-bot-auth";
    private static final String AUTHORITY = "\"@authority\"";
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final KeyDirectories directories;
    private final Clock clock;

    public WebBotAuth(WebFetch web, Clock clock) {
        this.directories = new KeyDirectories(web, clock);
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Verdict {}

    /// There is no signature for this purpose.
    public record Unsigned() implements Verdict {}

    /// @param host that publishes the key
    /// @param thumbprint of the key
    public record Signed(String host, String thumbprint) implements Verdict {}

    /// The keys could not be read, so nothing is known.
    public record Unverified(String reason) implements Verdict {}

    public record Invalid(String reason) implements Verdict {}

    /// Judges a request as it came to the site, while it is fresh.
    public Verdict judge(SignedRequest request) {
        List<String> lines = request.headers().apply("signature-input");
        if (lines.isEmpty()) {
            return new Unsigned();
        }
        try {
            for (Map.Entry<String, Input> input : SignatureFields.inputs(lines).entrySet()) {
                if (input.getValue().text("tag").filter(TAG::equals).isPresent()) {
                    return judge(request, input.getKey(), input.getValue());
                }
            }
            return new Unsigned();
        } catch (IllegalArgumentException unreadable) {
            return new Invalid("it can't be read: " + unreadable.getMessage());
        }
    }

    private Verdict judge(SignedRequest request, String label, Input input) {
        Optional<String> fault = fault(input);
        if (fault.isPresent()) {
            return new Invalid(fault.get());
        }
        byte[] signature =
                SignatureFields.bytes(request.headers().apply("signature")).get(label);
        if (signature == null) {
            return new Invalid("Signature has no " + label);
        }
        List<String> agent = request.headers().apply("signature-agent");
        if (agent.isEmpty()) {
            return new Unverified("without Signature-Agent nobody knows where its key is");
        }
        Optional<String> host = SignatureAgent.host(agent, label, input);
        if (host.isEmpty()) {
            return new Invalid("Signature-Agent is not covered, or names no https host");
        }
        byte[] base = new SignedBytes(request).of(input);
        Claim claim = new Claim(host.get(), input.text("keyid").orElse(""));
        Verdict known = judge(directories.find(claim.host()), claim, base, signature);
        return known instanceof Invalid ? judge(directories.findNewer(claim.host()), claim, base, signature) : known;
    }

    private record Claim(String host, String thumbprint) {}

    private Verdict judge(KeyDirectories.Result result, Claim claim, byte[] base, byte[] signature) {
        return switch (result) {
            case KeyDirectories.Absent(String reason) -> new Unverified(reason);
            case KeyDirectories.Found found -> {
                Optional<KeyDirectories.Key> key = directories.key(found, claim.thumbprint());
                yield key.isPresent() && Ed25519.verify(key.get().bytes(), base, signature)
                        ? new Signed(claim.host(), claim.thumbprint())
                        : new Invalid("it was not made by a live key of " + claim.host() + " over this request");
            }
        };
    }

    /// A signature that covers nothing, or not whom it was sent to, says nothing of this request.
    private Optional<String> fault(Input input) {
        Instant now = clock.instant();
        Optional<Instant> created = input.time("created");
        Optional<Instant> expires = input.time("expires");
        if (!input.components().contains(AUTHORITY)) {
            return Optional.of("it does not cover @authority");
        }
        if (!input.text("alg").orElse("ed25519").equals("ed25519")) {
            return Optional.of("alg is not ed25519");
        }
        if (created.isEmpty() || expires.isEmpty()) {
            return Optional.of("it lacks created or expires");
        }
        if (created.get().isAfter(now.plus(SKEW)) || expires.get().isBefore(now.minus(SKEW))) {
            return Optional.of("it is of another time");
        }
        return Duration.between(created.get(), expires.get()).compareTo(LONGEST) > 0
                ? Optional.of("it is valid for longer than a day")
                : Optional.empty();
    }
}
