package byline.sites;

import byline.http.Request;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/// Who sent a request with hits, as far as that decides about them; forgotten when it is answered.
///
/// @param origin host of the page that sent it; empty for a worker, `null` for a page that is no host's
/// @param userAgent of the request: a visitor's when there is an origin, else a worker's own
/// @param address a visitor's, or a worker's own
/// @param network the address, or the part of it that one subscriber has
/// @param objects whether its browser asks for Global Privacy Control
record Sender(Optional<String> origin, String userAgent, String address, String network, boolean objects) {
    /// What one subscriber gets of the newer addresses is at least a /64.
    private static final int SUBSCRIBER_BYTES = 8;

    private static final int NEW_ADDRESS_BYTES = 16;

    static Sender of(Request request) {
        return new Sender(
                request.header("Origin").map(Sender::host),
                request.header("User-Agent").orElse(""),
                request.address(),
                network(request.address()),
                request.header("Sec-GPC").filter("1"::equals).isPresent());
    }

    private static String host(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getHost()).orElse("null");
        } catch (IllegalArgumentException malformed) {
            return "null";
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
