package byline.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The addresses whose `X-Forwarded-*` headers are believed; nobody's by default.
public record Proxies(Set<String> trusted) {
    public static final Proxies NONE = new Proxies(Set.of());

    public Proxies {
        trusted = Set.copyOf(trusted);
    }

    /// The right-most forwarded address that is not itself a trusted proxy.
    String client(String peer, List<String> forwarded) {
        if (!trusted.contains(peer)) {
            return peer;
        }
        String[] hops = String.join(",", forwarded).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!hop.isEmpty() && !trusted.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }

    boolean secure(String peer, Optional<String> protocol) {
        return trusted.contains(peer)
                && protocol.filter("https"::equalsIgnoreCase).isPresent();
    }
}
