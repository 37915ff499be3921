package byline.sites;

import byline.http.Refusal;
import byline.http.Request;
import byline.identity.Sites.Site;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.Scope;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who sent a request with hits, as far as that decides about them; forgotten when it is answered.
///
/// @param origin host of the page that sent it; empty for a worker, `null` for a page that tells none
/// @param userAgent of the request: a visitor's when there is an origin, else a worker's own
/// @param address a visitor's, or a worker's own
/// @param network the address, or the part of it that one subscriber has
/// @param objects whether its browser asks for Global Privacy Control
/// @param key an API key it showed, which is whose word it is
record Sender(
        Optional<String> origin,
        String userAgent,
        String address,
        String network,
        boolean objects,
        Optional<ApiKey> key) {
    /// What one subscriber gets of the newer addresses is at least a /64.
    private static final int SUBSCRIBER_BYTES = 8;

    private static final int NEW_ADDRESS_BYTES = 16;

    /// What browsers write in place of an origin they don't tell.
    private static final String HIDDEN = "null";

    static Sender of(Request request, Authentication authentication) {
        return new Sender(
                request.header("Origin").map(Sender::host),
                request.header("User-Agent").orElse(""),
                request.address(),
                network(request.address()),
                request.header("Sec-GPC").filter("1"::equals).isPresent(),
                key(request, authentication));
    }

    /// Nobody has to show a key here, and workers don't read answers: hits with a key that is not live are taken
    /// like hits without one.
    private static Optional<ApiKey> key(Request request, Authentication authentication) {
        if (request.header("Authorization").isEmpty()
                && request.header("X-API-Key").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    authentication.require(request, Scope.TELEMETRY_WRITE).key());
        } catch (Refusal notLive) {
            return Optional.empty();
        }
    }

    /// Whether it is a page that doesn't tell whose it is: a sandboxed one, a file, or one without a referrer in some
    /// browsers. It may well be the site's, and anyone can send the same, so it proves nothing.
    boolean hidesOrigin() {
        return origin.filter(HIDDEN::equals).isPresent();
    }

    /// Whether it is the site's own people who send.
    boolean speaksFor(Site site) {
        return key.filter(own -> own.organisation().equals(site.organizationId()))
                .filter(own -> covers(own.domains(), site.domain()))
                .isPresent();
    }

    private static boolean covers(@Nullable Set<String> domains, String host) {
        return domains == null
                || domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static String host(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getHost()).orElse(HIDDEN);
        } catch (IllegalArgumentException malformed) {
            return HIDDEN;
        }
    }

    static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == NEW_ADDRESS_BYTES
                    ? Arrays.toString(Arrays.copyOf(bytes, SUBSCRIBER_BYTES))
                    : address;
        } catch (IllegalArgumentException none) {
            return address;
        }
    }
}
