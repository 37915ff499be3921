package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import byline.keys.Actor;
import byline.keys.Authentication;
import byline.keys.OrganisationId;
import byline.keys.Principal.Person;
import byline.keys.Role;
import java.util.Optional;
import java.util.Set;

/// Finds the signed-in person of a request, and what the person may do in the active organisation.
public final class People {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final LoginSessions sessions;

    public People(LoginSessions sessions) {
        this.sessions = sessions;
    }

    /// An organisation in which the person has been found to have the role that was asked for.
    public record Member(Person person, OrganisationId organisation, Actor actor) {}

    /// The person as the audit log knows it.
    static Actor actor(Person person, Request request) {
        return new Actor(person.userId(), request.address());
    }

    /// The signed-in person.
    ///
    /// @throws Refusal 401 for anybody else, an API key included, and while the second factor is due; 403 for a
    ///     cookie sent by another site's page
    Person require(Request request) {
        Person person = requireBeforeSecondFactor(request);
        if (person.secondFactorDue()) {
            throw new Refusal(Code.SECOND_FACTOR_REQUIRED, "Finish signing in with your second factor first");
        }
        return person;
    }

    /// The person of a session that may still owe its second factor.
    Person requireBeforeSecondFactor(Request request) {
        Optional<String> bearer = request.header("Authorization").flatMap(Authentication::bearer);
        if (bearer.isEmpty() && request.header("X-API-Key").isPresent()) {
            throw keyInstead();
        }
        if (bearer.isPresent() && !bearer.get().startsWith(Authentication.SESSION_PREFIX)) {
            throw keyInstead();
        }
        Optional<String> cookie = request.cookie(Cookies.SESSION);
        if (bearer.isEmpty() && cookie.isPresent()) {
            refuseOtherSites(request);
        }
        return bearer.or(() -> cookie)
                .flatMap(sessions::find)
                .orElseThrow(
                        () -> new Refusal(
                                Code.SESSION_REQUIRED,
                                "Sign in first: send a session token as Authorization: Bearer TOKEN, or the dashboard's cookie"));
    }

    /// The signed-in person, who must operate this server.
    Person requireOperator(Request request) {
        Person person = require(request);
        if (!person.operator()) {
            throw new Refusal(Code.FORBIDDEN, "This is for the operators of this server");
        }
        return person;
    }

    /// The person and the active organisation, in which the person has at least this role.
    public Member require(Request request, Role least) {
        Person person = require(request);
        OrganisationId organisation = person.organisation();
        Role role = person.role();
        if (organisation == null || role == null) {
            throw new Refusal(
                    Code.NO_ACTIVE_ORGANIZATION,
                    "No organisation is active; create one or switch to one with POST /api/v1/identity/session/organization");
        }
        if (!role.atLeast(least)) {
            throw new Refusal(Code.FORBIDDEN, "This needs the role " + least.text() + " and yours is " + role.text());
        }
        return new Member(person, organisation, actor(person, request));
    }

    private static void refuseOtherSites(Request request) {
        if (SAFE.contains(request.method())) {
            return;
        }
        boolean ours = request.header("Origin")
                .map(origin -> origin.replaceFirst("^https?://", ""))
                .filter(host -> host.equals(request.host()))
                .isPresent();
        if (!ours) {
            throw new Refusal(
                    Code.CROSS_SITE_REQUEST,
                    "A cookie counts only with an Origin header of this server; other clients send the token as Bearer");
        }
    }

    private static Refusal keyInstead() {
        return new Refusal(
                Code.SESSION_REQUIRED,
                "This is an API key and a signed-in person's session token is needed here; they do not stand in for each other");
    }
}
