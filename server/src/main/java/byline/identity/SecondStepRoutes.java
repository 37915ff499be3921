package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Principal.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The second step of signing in: a code or a passkey, whichever the person has at hand.
final class SecondStepRoutes {
    static final int TRIES_PER_MINUTE = 5;

    private final Proofs proofs;
    private final LoginSessions sessions;
    private final People people;
    private final Throttle throttle;

    /// What a person may prove themselves with.
    record Proofs(SecondFactors factors, Passkeys passkeys) {}

    SecondStepRoutes(Proofs proofs, LoginSessions sessions, People people, Throttle throttle) {
        this.proofs = proofs;
        this.sessions = sessions;
        this.people = people;
        this.throttle = throttle;
    }

    void register(Routes routes) {
        routes.post("/api/v1/identity/session/second-factor/options", this::options)
                .post("/api/v1/identity/session/second-factor", this::complete);
    }

    private record Options(List<String> kinds, @Nullable Map<String, Object> publicKey) {}

    /// The challenge comes only with a passkey to sign it.
    private Reply options(Request request) {
        Person person = people.requireBeforeSecondFactor(request);
        throttle.take("challenges of " + person.userId(), PasskeyRoutes.CHALLENGES_PER_MINUTE);
        List<String> kinds = proofs.factors().kinds(person.userId());
        return Reply.ok(new Options(
                kinds,
                kinds.contains(SecondFactors.PASSKEY)
                        ? proofs.passkeys()
                                .options(PasskeyRoutes.asking(person, request))
                                .request()
                        : null));
    }

    private record Proof(@Nullable String code, @Nullable JsonNode credential) {
        String text() {
            return Objects.requireNonNullElse(code, "").strip().toLowerCase(Locale.ROOT);
        }

        boolean isPasskey() {
            return credential != null && credential.isObject();
        }
    }

    /// The session gets its rights under a new token; the one before is worth nothing from then on.
    private Reply complete(Request request) {
        Person person = people.requireBeforeSecondFactor(request);
        Proof proof = request.json(Proof.class);
        throttle.take("second factor of " + person.userId(), TRIES_PER_MINUTE);
        if (!holds(proof, person, request)) {
            throw new Refusal(Code.INVALID_REQUEST, "The code or passkey is wrong, used or too old");
        }
        LoginSessions.Opened opened = sessions.complete(person.loginSession());
        return Reply.ok(Map.of("token", opened.token(), "expires_at", opened.expiresAt()))
                .header("Set-Cookie", Cookies.set(request, Cookies.SESSION, opened.token(), LoginSessions.LIFETIME));
    }

    private boolean holds(Proof proof, Person person, Request request) {
        return proof.isPasskey()
                ? proofs.passkeys().check(PasskeyRoutes.asking(person, request), String.valueOf(proof.credential()))
                : proofs.factors().check(People.actor(person, request), proof.text());
    }
}
