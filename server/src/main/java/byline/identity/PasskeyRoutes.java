package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Ceremonies.Refused;
import byline.keys.Principal.Person;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Setting up a passkey: what to ask the browser for, and taking what it answers.
final class PasskeyRoutes {
    static final int CHALLENGES_PER_MINUTE = 20;
    private static final Logger log = System.getLogger("byline.identity");

    private final Passkeys passkeys;
    private final People people;
    private final Throttle throttle;

    PasskeyRoutes(Passkeys passkeys, People people, Throttle throttle) {
        this.passkeys = passkeys;
        this.people = people;
        this.throttle = throttle;
    }

    void register(Routes routes) {
        routes.post("/api/v1/identity/second-factors/passkeys/options", this::options)
                .post("/api/v1/identity/second-factors/passkeys", this::add);
    }

    static Passkeys.Asking asking(Person person, Request request) {
        return new Passkeys.Asking(person, People.actor(person, request), RelyingParty.of(request));
    }

    private Reply options(Request request) {
        Person person = people.require(request);
        throttle.take("challenges of " + person.userId(), CHALLENGES_PER_MINUTE);
        return Reply.ok(
                Map.of("public_key", passkeys.options(asking(person, request)).creation(person)));
    }

    private record Made(@Nullable String name, @Nullable JsonNode credential) {}

    private record Added(String id, String kind, String name, List<String> recoveryCodes) {}

    private Reply add(Request request) {
        Person person = people.require(request);
        Made made = request.json(Made.class);
        String name = Texts.name(made.name(), "name");
        String answer = Optional.ofNullable(made.credential())
                .filter(JsonNode::isObject)
                .map(JsonNode::toString)
                .orElseThrow(() -> new Refusal(
                        Code.INVALID_PARAMETER,
                        "credential must be what the browser answered, in WebAuthn's JSON form"));
        try {
            return passkeys.add(asking(person, request), name, answer)
                    .map(one -> Reply.created(
                            new Added(one.factor().id(), one.factor().kind(), name, one.recoveryCodes())))
                    .orElseThrow(SecondFactorRoutes::full);
        } catch (Refused refused) {
            log.log(Level.INFO, "passkey refused reason=" + refused.reason());
            throw new Refusal(
                    Code.INVALID_REQUEST,
                    "The passkey was not accepted: it was made elsewhere, too late or before; begin again");
        }
    }
}
