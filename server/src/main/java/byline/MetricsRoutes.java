package byline;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Authentication;
import java.util.Optional;

/// `GET /metrics`, for whoever has the operator's token. A server without one has no such page: where a request comes
/// from proves nothing behind a proxy on the same machine.
final class MetricsRoutes {
    private final Optional<Metrics> metrics;
    private final Authentication authentication;

    /// @param metrics empty when nobody is to see them
    MetricsRoutes(Optional<Metrics> metrics, Authentication authentication) {
        this.metrics = metrics;
        this.authentication = authentication;
    }

    void register(Routes routes) {
        routes.get("/metrics", this::show);
    }

    private Reply show(Request request) {
        Metrics shown = metrics.orElseThrow(
                () -> new Refusal(Code.NOT_FOUND, "Set metrics.token, and send it as a bearer token, to read metrics"));
        String token = request.header("Authorization")
                .flatMap(Authentication::bearer)
                .orElseThrow(() ->
                        new Refusal(Code.MISSING_KEY, "Send the token of the setting metrics.token as a bearer token"));
        if (!shown.isToken(token)) {
            authentication.failed(request);
            throw new Refusal(Code.INVALID_KEY, "This is not the token of the setting metrics.token");
        }
        return Reply.bytes(200, "text/plain; version=0.0.4; charset=utf-8", shown.text());
    }
}
