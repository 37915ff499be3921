package byline.sites;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a request that names a bot can be proved to be that bot's; empty when its operator offers no way.
///
/// @param dns host suffixes a forward-confirmed reverse look-up must end in, such as `googlebot.com`
/// @param ranges documents in which the operator publishes its address ranges
/// @param webBotAuth the operator's key directory for signed requests
public record Verification(
        List<String> dns, List<URI> ranges, @Nullable URI webBotAuth) {
    /// No way to check.
    public static final Verification NONE = new Verification(List.of(), List.of(), null);

    public Verification {
        // A file may leave either list out.
        dns = List.copyOf(Objects.requireNonNullElse(dns, List.of()));
        ranges = List.copyOf(Objects.requireNonNullElse(ranges, List.of()));
    }

    public boolean isPossible() {
        return !dns.isEmpty() || !ranges.isEmpty() || webBotAuth != null;
    }
}
