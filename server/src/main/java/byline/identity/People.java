package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import byline.keys.Authentication;
import byline.keys.OrganisationId;
import byline.keys.Principal.Person;
import byline.keys.Role;
import java.util.Optional;
import java.util.Set;

/// Finds the signed-in person of a request, and what the person may do in the active organisation.
public final class People {
    static final String COOKIE = "byline_session";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final LoginSessions sessions;

    public People(LoginSessions sessions) {
        this.sessions = sessions;
    }

    /// An organisation in which the person has been found to have the role that was asked for.
    record Member(Person person, OrganisationId organisation) {}

    /// The signed-in person.
    ///
    /// @throws Refusal 401 for anybody else, an API key included; 403 for a cookie sent by another site's page
    Person require(Request request) {
        Optional<String> bearer = request.header("Authorization").flatMap(Authentication::bearer);
        if (bearer.isEmpty() && request.header("X-API-Key").isPresent()) {
            throw keyInstead();
        }
        if (bearer.isPresent() && !bearer.get().startsWith(Authentication.SESSION_PREFIX)) {
            throw keyInstead();
        }
        Optional<String> cookie = request.cookie(COOKIE);
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

    /// The person and the active organisation, in which the person has at least this role.
    Member require(Request request, Role least) {
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
        return new Member(person, organisation);
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
