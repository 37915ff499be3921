package byline.telemetry;

import byline.http.Aliases;
import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.OrganisationId;
import byline.keys.RateLimits;
import byline.keys.RateLimits.Allowance;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// `POST /click-tokens` for agents, and `GET /ctx/{token}` for whoever was given a token.
final class ClickRoutes {
    private final Inlet inlet;
    private final Sessions sessions;
    private final ClickTokens tokens;
    private final ClickContexts contexts;
    private final Evenly evenly;
    private final RateLimits limits;
    private final int perMinute;

    ClickRoutes(
            Inlet inlet,
            Sessions sessions,
            ClickTokens tokens,
            ClickContexts contexts,
            RateLimits limits,
            int perMinute) {
        this.inlet = inlet;
        this.sessions = sessions;
        this.tokens = tokens;
        this.contexts = contexts;
        this.evenly = new Evenly();
        this.limits = limits;
        this.perMinute = perMinute;
    }

    void register(Routes routes) {
        Aliases.of("/click-tokens").forEach(path -> routes.post(path, this::mint));
        Aliases.of("/ctx/{token}").forEach(path -> routes.get(path, this::context));
    }

    private record Minted(String token, UUID sessionId, String contentUrl, Instant expiresAt) {}

    private Reply mint(Request request) {
        Message message = inlet.read(request);
        ClickTokens.Wish wish = wish(SessionFields.of(message.body()));
        OrganisationId issuer = message.reporter();
        if (sessions.findStart(issuer, wish.session()).isEmpty()) {
            throw new Refusal(Code.NOT_FOUND, "Your organisation has no such session");
        }
        ClickToken token = tokens.mint(issuer, wish);
        return Reply.created(new Minted(token.text(), token.session(), token.contentUrl(), token.expiresAt()));
    }

    private static ClickTokens.Wish wish(SessionFields body) {
        UUID session = body.uuid("session_id").orElseThrow(() -> SessionFields.invalid("session_id is needed"));
        String url = body.text("content_url")
                .filter(text -> byline.wire.ContentUrls.findHost(text).isPresent())
                .orElseThrow(() -> SessionFields.invalid("content_url must be an absolute URL"));
        Optional<String> token = body.text("token");
        if (!token.map(ClickToken::isWellFormed).orElse(true)) {
            throw SessionFields.invalid("token must be ct_ and 16 to 240 of A-Z, a-z, 0-9, _ and -");
        }
        return new ClickTokens.Wish(session, url, body.uuid("presentation_id").orElse(null), token.orElse(null));
    }

    /// Unknown, expired, malformed, ambiguous and not consented look alike, to the clock too.
    private Reply context(Request request) {
        Allowance allowance = limits.take("ctx " + request.address(), perMinute);
        if (allowance.exceeded()) {
            throw limits.refusal(allowance);
        }
        String token = request.path("token");
        return evenly.answer(() -> contexts.find(token))
                .map(Reply::ok)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "No click context can be told for this token"));
    }
}
