package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.ApiKeys;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.Principal.Person;
import byline.keys.Role;
import byline.keys.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Signing in by a mailed link, and the sessions that come of it.
public final class SignInRoutes {
    private static final Logger log = System.getLogger("byline.identity");
    private static final String REQUEST_COOKIE = "byline_signin";
    private static final Duration SESSION_KEY_LIFETIME = Duration.ofMinutes(15);

    private final MagicLinks links;
    private final LoginSessions sessions;
    private final Users users;
    private final Organisations organisations;
    private final ApiKeys keys;
    private final People people;
    private final MailTransport mail;
    private final Clock clock;
    private final ExecutorService outbox = new ThreadPoolExecutor(
            2,
            2,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(1_000),
            Thread.ofVirtual().factory());

    public SignInRoutes(Accounts accounts, ApiKeys keys, People people, MailTransport mail, Clock clock) {
        this.links = accounts.links();
        this.sessions = accounts.sessions();
        this.users = accounts.users();
        this.organisations = accounts.organisations();
        this.keys = keys;
        this.people = people;
        this.mail = mail;
        this.clock = clock;
    }

    /// What a sign-in reads and changes.
    public record Accounts(MagicLinks links, LoginSessions sessions, Users users, Organisations organisations) {}

    public void register(Routes routes) {
        routes.post("/api/v1/identity/auth/magic-links", this::requestLink)
                .post("/api/v1/identity/auth/magic-links/consume", this::consumeLink)
                .get("/api/v1/identity/session", request -> Reply.ok(session(people.require(request))))
                .delete("/api/v1/identity/session", this::signOut)
                .post("/api/v1/identity/session/organization", this::switchOrganisation)
                .post("/api/v1/identity/session/api-key", this::mintSessionKey)
                .get("/api/v1/identity/sessions", this::listSessions)
                .delete("/api/v1/identity/sessions", this::endOthers)
                .delete("/api/v1/identity/sessions/{id}", this::endOne)
                .get("/api/v1/identity/me", request -> Reply.ok(user(people.require(request))))
                .patch("/api/v1/identity/me", this::rename);
    }

    private record LinkWish(String email, @Nullable String redirect) {}

    private Reply requestLink(Request request) {
        LinkWish wish = request.json(LinkWish.class);
        String email = Optional.ofNullable(wish.email())
                .flatMap(Users::normalise)
                .orElseThrow(() -> new Refusal(Code.INVALID_PARAMETER, "email must be an e-mail address"));
        String requestId = UUID.randomUUID().toString();
        String origin = request.origin().toString();
        try {
            outbox.execute(() -> mailLink(email, requestId, origin));
        } catch (RejectedExecutionException full) {
            throw new Refusal(Code.UNAVAILABLE, "Too many sign-in mails are waiting; try again in a minute")
                    .header("Retry-After", "60");
        }
        return Reply.json(202, Map.of("request_id", requestId))
                .header("Set-Cookie", cookie(request, REQUEST_COOKIE, requestId, Duration.ofMinutes(10)));
    }

    private void mailLink(String email, String requestId, String origin) {
        try {
            links.issue(email, requestId)
                    .ifPresent(token -> mail.send(new MailTransport.Mail(
                            email,
                            "Sign in to Byline",
                            "Open this link within ten minutes, in the browser you asked from:\n\n"
                                    + origin
                                    + "/signin#token="
                                    + token
                                    + "\n\nIf you did not ask to sign in, ignore this mail.\n")));
        } catch (RuntimeException failure) {
            log.log(Level.ERROR, "sign-in mail not sent", failure);
        }
    }

    private record LinkUse(String token, @Nullable String requestId) {}

    private record SignedIn(
            String token,
            Instant expiresAt,
            Users.User user,
            @Nullable OrganisationId organizationId) {}

    private Reply consumeLink(Request request) {
        LinkUse use = request.json(LinkUse.class);
        String requestId = use.requestId() != null
                ? use.requestId()
                : request.cookie(REQUEST_COOKIE).orElse(null);
        MagicLinks.Consumed consumed = Optional.ofNullable(use.token())
                .flatMap(token -> links.consume(token, requestId))
                .orElseThrow(() -> new Refusal(
                        Code.INVALID_REQUEST,
                        "The link is used up, too old or was asked for in another browser; ask for a new one"));
        Users.User user = users.findOrAdd(consumed.email(), consumed.operator());
        OrganisationId organisation = organisations.list(user.id()).stream()
                .map(Organisations.Organisation::id)
                .findFirst()
                .orElse(null);
        LoginSessions.Opened opened = sessions.open(
                user.id(),
                organisation == null ? null : organisation.value(),
                request.address(),
                request.header("User-Agent").orElse(""));
        return Reply.ok(new SignedIn(opened.token(), opened.expiresAt(), user, organisation))
                .header("Set-Cookie", cookie(request, People.COOKIE, opened.token(), LoginSessions.LIFETIME));
    }

    private record Session(
            Users.User user, @Nullable OrganisationId organizationId, List<OrganisationRoutes.Shown> organizations) {}

    private Session session(Person person) {
        return new Session(
                user(person),
                person.organisation(),
                organisations.list(person.userId()).stream()
                        .map(OrganisationRoutes.Shown::of)
                        .toList());
    }

    private Users.User user(Person person) {
        return users.find(person.userId()).orElseThrow();
    }

    private record Rename(String name) {}

    private Reply rename(Request request) {
        Person person = people.require(request);
        String name = Texts.name(request.json(Rename.class).name(), "name");
        return Reply.ok(users.rename(person.userId(), name));
    }

    private Reply signOut(Request request) {
        Person person = people.require(request);
        sessions.end(person.userId(), person.loginSession());
        return Reply.noContent().header("Set-Cookie", cookie(request, People.COOKIE, "", Duration.ZERO));
    }

    private record Switch(String organizationId) {}

    private Reply switchOrganisation(Request request) {
        Person person = people.require(request);
        String wanted = request.json(Switch.class).organizationId();
        OrganisationId id = Optional.ofNullable(wanted)
                .flatMap(text -> organisations.find(person.userId(), text))
                .map(Organisations.Organisation::id)
                .orElseThrow(OrganisationRoutes::unknown);
        sessions.switchTo(person.loginSession(), id);
        return Reply.ok(Map.of("organization_id", id));
    }

    private record SessionKey(String key, List<String> scopes, Instant expiresAt) {}

    /// A short-lived key that reads what the active organisation may read: the dashboard's way into the reports.
    private Reply mintSessionKey(Request request) {
        People.Member member = people.require(request, Role.VIEWER);
        OrganisationType type =
                organisations.find(member.organisation()).orElseThrow().type();
        Set<Scope> scopes = EnumSet.of(Scope.TELEMETRY_READ, Scope.ANALYTICS_READ);
        ApiKeys.Minted minted = keys.mint(new ApiKeys.Wish(
                member.organisation(),
                type,
                "login session",
                scopes,
                null,
                null,
                null,
                clock.instant().plus(SESSION_KEY_LIFETIME),
                member.person().userId(),
                member.person().loginSession(),
                null));
        return Reply.created(new SessionKey(
                minted.secret(),
                scopes.stream().map(Scope::text).toList(),
                clock.instant().plus(SESSION_KEY_LIFETIME)));
    }

    private record ShownSession(
            String id,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            String userAgent,
            String address,
            boolean current) {}

    private Reply listSessions(Request request) {
        Person person = people.require(request);
        return Reply.ok(Page.of(sessions.list(person.userId()).stream()
                .map(one -> new ShownSession(
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
        sessions.list(person.userId()).stream()
                .map(LoginSessions.LoginSession::id)
                .filter(id -> !id.equals(person.loginSession()))
                .forEach(id -> sessions.end(person.userId(), id));
        return Reply.noContent();
    }

    private Reply endOne(Request request) {
        Person person = people.require(request);
        if (!sessions.end(person.userId(), request.path("id"))) {
            throw new Refusal(Code.NOT_FOUND, "You have no such session");
        }
        return Reply.noContent();
    }

    private static String cookie(Request request, String name, String value, Duration age) {
        boolean secure = request.isSecure();
        return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + age.toSeconds()
                + (secure ? "; Secure" : "");
    }
}
