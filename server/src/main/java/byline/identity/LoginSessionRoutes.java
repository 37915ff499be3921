package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.ApiKey;
import byline.keys.ApiKeys;
import byline.keys.OrganisationId;
import byline.keys.Principal.Person;
import byline.keys.Role;
import byline.keys.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The session at hand, the person's others, and the short-lived key the dashboard reads reports with.
final class LoginSessionRoutes {
    private static final int KEYS_PER_MINUTE = 60;
    private static final Duration KEY_LIFETIME = Duration.ofMinutes(15);

    private final LoginSessions sessions;
    private final Users users;
    private final Organisations organisations;
    private final ApiKeys keys;
    private final People people;
    private final Throttle throttle;
    private final Clock clock;

    /// What a session shows.
    record Accounts(LoginSessions sessions, Users users, Organisations organisations) {}

    LoginSessionRoutes(Accounts accounts, ApiKeys keys, People people, Throttle throttle, Clock clock) {
        this.sessions = accounts.sessions();
        this.users = accounts.users();
        this.organisations = accounts.organisations();
        this.keys = keys;
        this.people = people;
        this.throttle = throttle;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/session", request -> Reply.ok(session(people.require(request))))
                .delete("/api/v1/identity/session", this::signOut)
                .post("/api/v1/identity/session/organization", this::switchOrganisation)
                .post("/api/v1/identity/session/api-key", this::mintKey)
                .get("/api/v1/identity/sessions", this::list)
                .delete("/api/v1/identity/sessions", this::endOthers)
                .delete("/api/v1/identity/sessions/{id}", this::endOne);
    }

    private record Session(
            Users.User user, @Nullable OrganisationId organizationId, List<OrganisationRoutes.Shown> organizations) {}

    private Session session(Person person) {
        return new Session(
                users.find(person.userId()).orElseThrow(),
                person.organisation(),
                organisations.list(person.userId()).stream()
                        .map(OrganisationRoutes.Shown::of)
                        .toList());
    }

    private Reply signOut(Request request) {
        Person person = people.requireBeforeSecondFactor(request);
        sessions.end(People.actor(person, request), person.loginSession());
        return Reply.noContent().header("Set-Cookie", Cookies.clear(request, Cookies.SESSION));
    }

    private record Switch(String organizationId) {}

    private Reply switchOrganisation(Request request) {
        Person person = people.require(request);
        OrganisationId id = Optional.ofNullable(request.json(Switch.class).organizationId())
                .flatMap(text -> organisations.find(person.userId(), text))
                .map(Organisations.Organisation::id)
                .orElseThrow(OrganisationRoutes::unknown);
        sessions.enter(People.actor(person, request), person.loginSession(), id);
        return Reply.ok(Map.of("organization_id", id));
    }

    private record SessionKey(String key, List<String> scopes, Instant expiresAt) {}

    private Reply mintKey(Request request) {
        People.Member member = people.require(request, Role.VIEWER);
        throttle.take("keys of " + member.person().loginSession(), KEYS_PER_MINUTE);
        Instant end = clock.instant().plus(KEY_LIFETIME);
        Set<Scope> scopes = EnumSet.of(Scope.TELEMETRY_READ, Scope.ANALYTICS_READ);
        ApiKeys.Minted minted = keys.mint(
                member.actor(),
                new ApiKeys.Wish(
                        member.organisation(),
                        organisations.find(member.organisation()).orElseThrow().type(),
                        new ApiKey.Properties("login session", scopes, null, null, null, end),
                        member.person().loginSession(),
                        null));
        return Reply.created(
                new SessionKey(minted.secret(), scopes.stream().map(Scope::text).toList(), end));
    }

    private record Shown(
            String id,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            String userAgent,
            String address,
            boolean current) {}

    private Reply list(Request request) {
        Person person = people.require(request);
        return Reply.ok(Page.of(sessions.list(person.userId()).stream()
                .map(one -> new Shown(
                        one.id(),
                        one.createdAt(),
                        one.lastSeenAt(),
                        one.expiresAt(),
                        one.userAgent(),
                        one.address(),
                        one.id().equals(person.loginSession())))
                .toList()));
    }

    private Reply endOthers(Request request) {
        Person person = people.require(request);
        sessions.endOthers(People.actor(person, request), person.loginSession());
        return Reply.noContent();
    }

    private Reply endOne(Request request) {
        Person person = people.require(request);
        if (!sessions.end(People.actor(person, request), request.path("id"))) {
            throw new Refusal(Code.NOT_FOUND, "You have no such session");
        }
        return Reply.noContent();
    }
}
