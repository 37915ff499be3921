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
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A second step after the first: set up by whoever wants one, asked for at every sign-in from then on.
final class SecondFactorRoutes {
    private static final String FACTORS = "/api/v1/identity/second-factors";

    private final SecondFactors factors;
    private final People people;
    private final Throttle throttle;

    SecondFactorRoutes(SecondFactors factors, People people, Throttle throttle) {
        this.factors = factors;
        this.people = people;
        this.throttle = throttle;
    }

    void register(Routes routes) {
        routes.get(FACTORS, this::list)
                .post(FACTORS + "/totp", this::add)
                .post(FACTORS + "/recovery-codes", this::renewRecoveryCodes)
                .post(FACTORS + "/{id}/confirm", this::confirm)
                .patch(FACTORS + "/{id}", this::rename)
                .delete(FACTORS + "/{id}", this::remove);
    }

    private Reply list(Request request) {
        return Reply.ok(Page.of(factors.list(people.require(request).userId())));
    }

    private record Wish(@Nullable String name) {}

    private record Added(String id, String kind, String name, String secret, String uri) {}

    private Reply add(Request request) {
        Person person = people.require(request);
        String name = Texts.name(request.json(Wish.class).name(), "name");
        SecondFactors.Seeded seeded =
                factors.addTotp(People.actor(person, request), name).orElseThrow(SecondFactorRoutes::full);
        String uri = "otpauth://totp/Byline:" + URLEncoder.encode(person.email(), StandardCharsets.UTF_8) + "?secret="
                + seeded.seed() + "&issuer=Byline";
        return Reply.created(new Added(seeded.factor().id(), SecondFactors.TOTP, name, seeded.seed(), uri));
    }

    private record Entered(@Nullable String code) {
        String text() {
            return Objects.requireNonNullElse(code, "").strip().toLowerCase(Locale.ROOT);
        }
    }

    private record RecoveryCodesShown(List<String> recoveryCodes) {}

    private Reply confirm(Request request) {
        Person person = people.require(request);
        throttle.take("second factor of " + person.userId(), SecondStepRoutes.TRIES_PER_MINUTE);
        return factors.confirm(
                        People.actor(person, request),
                        request.path("id"),
                        request.json(Entered.class).text())
                .map(codes -> Reply.ok(new RecoveryCodesShown(codes)))
                .orElseThrow(() -> new Refusal(Code.INVALID_REQUEST, "The code is wrong, used or too old"));
    }

    private Reply renewRecoveryCodes(Request request) {
        Person person = people.require(request);
        throttle.take("second factor of " + person.userId(), SecondStepRoutes.TRIES_PER_MINUTE);
        return factors.renewRecoveryCodes(People.actor(person, request))
                .map(codes -> Reply.created(new RecoveryCodesShown(codes)))
                .orElseThrow(() ->
                        new Refusal(Code.CONFLICT, "Recovery codes stand in for a second factor; set one up first"));
    }

    private Reply rename(Request request) {
        Person person = people.require(request);
        String name = Texts.name(request.json(Wish.class).name(), "name");
        return factors.rename(People.actor(person, request), request.path("id"), name)
                .map(Reply::ok)
                .orElseThrow(SecondFactorRoutes::unknown);
    }

    private Reply remove(Request request) {
        Person person = people.require(request);
        if (!factors.remove(People.actor(person, request), request.path("id"))) {
            throw unknown();
        }
        return Reply.noContent();
    }

    private static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "You have no such second factor");
    }

    static Refusal full() {
        return new Refusal(
                Code.CONFLICT,
                "You have " + SecondFactors.MOST + " second factors, which is the most; remove one first");
    }
}
