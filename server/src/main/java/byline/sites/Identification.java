package byline.sites;

import byline.verify.AddressRanges;
import byline.verify.AddressRanges.Answer;
import byline.verify.ReverseNames;
import byline.verify.WebBotAuth;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells whether a visitor is the bot it names, by the ways its operator offers: a signature first, then published
/// ranges, then reverse names. One way that confirms it is enough; it fails when no way is left that might.
public final class Identification {
    private static final int MOST_REMEMBERED = 50_000;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final AddressRanges ranges;
    private final ReverseNames names;
    private final WebBotAuth signatures;
    private final Cache<Question, Verdict> looked = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /// @param ways of the bot, which several names may share
    private record Question(InetAddress address, Verification ways) {}

    public Identification(AddressRanges ranges, ReverseNames names, WebBotAuth signatures) {
        this.ranges = ranges;
        this.names = names;
        this.signatures = signatures;
    }

    /// What can be said without asking anyone.
    Verdict now(Verification ways, Visitor visitor) {
        InetAddress address = visitor.address();
        if (!ways.isPossible()) {
            return Verdict.NOT_VERIFIABLE;
        }
        if (address == null || isSigned(ways, visitor)) {
            return visitor.doubted() ? Verdict.DOUBTED : Verdict.UNKNOWN;
        }
        Verdict verdict = byRange(ways, address);
        Verdict before = verdict.isKnown() ? null : looked.getIfPresent(new Question(address, ways));
        return before == null ? verdict : before;
    }

    /// Whether asking might say more.
    boolean isWorthLooking(Verification ways, Visitor visitor) {
        return isSigned(ways, visitor)
                || (visitor.address() != null && !ways.dns().isEmpty());
    }

    private static boolean isSigned(Verification ways, Visitor visitor) {
        return visitor.request() != null && ways.webBotAuth() != null;
    }

    /// Asks; takes some seconds at worst.
    Verdict look(Verification ways, Visitor visitor) {
        Verdict signed = bySignature(ways, visitor);
        InetAddress address = visitor.address();
        if (signed.isKnown() || address == null) {
            return signed;
        }
        Verdict ranged = byRange(ways, address);
        if (ranged.isKnown() || ways.dns().isEmpty()) {
            return ranged;
        }
        Verdict named = byName(ways, address);
        if (named.isKnown()) {
            looked.put(new Question(address, ways), named);
        }
        return named;
    }

    private Verdict bySignature(Verification ways, Visitor visitor) {
        URI directory = ways.webBotAuth();
        if (visitor.request() == null || directory == null) {
            return Verdict.UNKNOWN;
        }
        return switch (signatures.judge(visitor.request())) {
            case WebBotAuth.Signed(String host, String thumbprint) ->
                host.equals(directory.getHost())
                        ? Verdict.verified("signature " + host + " " + thumbprint)
                        : Verdict.failed("signature of " + host);
            case WebBotAuth.Invalid(String reason) -> Verdict.failed("signature: " + reason);
            case WebBotAuth.Unverified _, WebBotAuth.Unsigned _ -> Verdict.UNKNOWN;
        };
    }

    /// Outside of all ranges it fails, if these are known and the only way.
    private Verdict byRange(Verification ways, InetAddress address) {
        Optional<URI> inside = ways.ranges().stream()
                .filter(document -> ranges.ask(document, address) == Answer.INSIDE)
                .findFirst();
        if (inside.isPresent()) {
            return Verdict.verified("range " + inside.get());
        }
        boolean outside = !ways.ranges().isEmpty()
                && ways.dns().isEmpty()
                && ways.webBotAuth() == null
                && ways.ranges().stream().allMatch(document -> ranges.ask(document, address) == Answer.OUTSIDE);
        return outside ? Verdict.failed("outside " + joined(ways.ranges())) : Verdict.UNKNOWN;
    }

    private Verdict byName(Verification ways, InetAddress address) {
        return switch (names.check(address, ways.dns())) {
            case ReverseNames.Confirmed(String suffix) -> Verdict.verified("dns " + suffix);
            case ReverseNames.Refuted _ ->
                isLeftOpen(ways, address) ? Verdict.UNKNOWN : Verdict.failed("dns: not of " + joined(ways.dns()));
            case ReverseNames.Unreachable _ -> Verdict.UNKNOWN;
        };
    }

    /// Whether a way is left that might still confirm it.
    private boolean isLeftOpen(Verification ways, InetAddress address) {
        return ways.webBotAuth() != null
                || ways.ranges().stream().anyMatch(document -> ranges.ask(document, address) == Answer.UNKNOWN);
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
