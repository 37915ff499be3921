package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Principal.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A second step after the first: set up by whoever wants one, asked for at every sign-in from then on.
final class SecondFactorRoutes {
    private static final int TRIES_PER_MINUTE = 5;

    private final SecondFactors factors;
    private final LoginSessions sessions;
    private final People people;
    private final Throttle throttle;

    SecondFactorRoutes(SecondFactors factors, LoginSessions sessions, People people, Throttle throttle) {
        this.factors = factors;
        this.sessions = sessions;
        this.people = people;
        this.throttle = throttle;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/second-factors", this::list)
                .post("/api/v1/identity/second-factors/totp", this::add)
                .post("/api/v1/identity/second-factors/{id}/confirm", this::confirm)
                .delete("/api/v1/identity/second-factors/{id}", this::remove)
                .post("/api/v1/identity/session/second-factor", this::complete);
    }

    private Reply list(Request request) {
        return Reply.ok(Page.of(factors.list(people.require(request).userId())));
    }

    private record Wish(@Nullable String name) {}

    private record Added(String id, String kind, String name, String secret, String uri) {}

    private Reply add(Request request) {
        Person person = people.require(request);
        String name = Texts.name(request.json(Wish.class).name(), "name");
        SecondFactors.Seeded seeded = factors.addTotp(People.actor(person, request), name);
        String uri = "otpauth://totp/Byline:" + URLEncoder.encode(person.email(), StandardCharsets.UTF_8) + "?secret="
                + seeded.seed() + "&issuer=Byline";
        return Reply.created(new Added(seeded.factor().id(), SecondFactors.TOTP, name, seeded.seed(), uri));
    }

    private record Entered(@Nullable String code) {
        String text() {
            return Objects.requireNonNullElse(code, "").strip().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private record Confirmed(List<String> recoveryCodes) {}

    private Reply confirm(Request request) {
        Person person = people.require(request);
        throttle.take("second factor of " + person.userId(), TRIES_PER_MINUTE);
        return factors.confirm(
                        People.actor(person, request),
                        request.path("id"),
                        request.json(Entered.class).text())
                .map(codes -> Reply.ok(new Confirmed(codes)))
                .orElseThrow(SecondFactorRoutes::wrong);
    }

    private Reply remove(Request request) {
        Person person = people.require(request);
        if (!factors.remove(People.actor(person, request), request.path("id"))) {
            throw new Refusal(Code.NOT_FOUND, "You have no such second factor");
        }
        return Reply.noContent();
    }

    /// The session gets its rights under a new token; the one before is worth nothing from then on.
    private Reply complete(Request request) {
        Person person = people.requireBeforeSecondFactor(request);
        throttle.take("second factor of " + person.userId(), TRIES_PER_MINUTE);
        if (!factors.check(
                People.actor(person, request), request.json(Entered.class).text())) {
            throw wrong();
        }
        LoginSessions.Opened opened = sessions.complete(person.loginSession());
        return Reply.ok(Map.of("token", opened.token(), "expires_at", opened.expiresAt()))
                .header("Set-Cookie", Cookies.set(request, Cookies.SESSION, opened.token(), LoginSessions.LIFETIME));
    }

    private static Refusal wrong() {
        return new Refusal(Code.INVALID_REQUEST, "The code is wrong, used or too old");
    }
}
