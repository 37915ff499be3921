package byline.identity;

import byline.database.IdentityDatabase;
import byline.http.Door;
import byline.http.Proxies;
import byline.http.PublicAddress;
import byline.http.Reply;
import byline.http.Routes;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.Scope;
import byline.keys.ServerSecret;
import byline.verify.NameServer;
import byline.verify.WebSites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The real control plane and the real key checks on a free port: real database in a temporary folder, real name and
/// web servers to look at, a clock that stands still. `/probe/<scope>` stands for every route that takes a key.
public final class TestServer implements AutoCloseable {
    static final String IDENTITY = "/api/v1/identity";
    private static final List<Logger> QUIET = quiet();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final AtomicInteger people = new AtomicInteger();
    private final TestClock clock = new TestClock();
    private final Mailbox mail = new Mailbox();
    private final Path folder;
    private final NameServer dns;
    private final WebSites web;
    private final Keys keys;
    private final Identity identity;
    private final Routes routes = new Routes();
    private final Door door;

    /// What another part of the product stands on.
    public record Ground(Routes routes, Keys keys, Identity identity, TestClock clock) {}

    public TestServer(Path folder) {
        this(folder, List.of());
    }

    /// @param providers who else people may sign in with
    public TestServer(Path folder, List<OpenIdProvider> providers) {
        this(folder, ground -> {}, failure -> Optional.empty(), providers);
    }

    /// @param more registers the routes of another part of the product behind the same door
    /// @param excuses that it makes for its failures
    public TestServer(Path folder, Consumer<Ground> more, Door.Excuses excuses) {
        this(folder, more, excuses, List.of());
    }

    private TestServer(Path folder, Consumer<Ground> more, Door.Excuses excuses, List<OpenIdProvider> providers) {
        Objects.requireNonNull(QUIET);
        this.folder = folder;
        SecureRandom random = new SecureRandom();
        this.dns = closing(new NameServer());
        this.web = closing(new WebSites());
        IdentityDatabase database = closing(IdentityDatabase.open(folder.resolve("identity.db")));
        ServerSecret secret = ServerSecret.open(folder.resolve("secret"), random);
        Keys.Foundation foundation = new Keys.Foundation(database, secret, random, clock);
        this.keys = closing(new Keys(foundation));
        this.identity = closing(
                new Identity(foundation, keys, new Identity.Outside(mail, dns.names(), web.reach(), true, providers)));
        identity.register(routes);
        more.accept(new Ground(routes, keys, identity, clock));
        for (Scope scope : Scope.values()) {
            routes.get(
                    "/probe/" + scope.text(),
                    request -> Reply.ok(Map.of(
                            "organization_id",
                            keys.authentication().require(request, scope).organisation())));
        }
        this.door = closing(Door.open(
                routes,
                new Door.Listen(
                        "127.0.0.1", 0, 1_000, 1 << 24, new Proxies(Set.of("127.0.0.1")), new PublicAddress(null)),
                excuses));
    }

    private static List<Logger> quiet() {
        List<Logger> noisy = List.of(Logger.getLogger("io.helidon"), Logger.getLogger("org.flywaydb"));
        noisy.forEach(logger -> logger.setLevel(Level.WARNING));
        return noisy;
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    public TestClock clock() {
        return clock;
    }

    public Mailbox mail() {
        return mail;
    }

    public NameServer dns() {
        return dns;
    }

    public WebSites web() {
        return web;
    }

    public Keys keys() {
        return keys;
    }

    public Routes routes() {
        return routes;
    }

    public Identity identity() {
        return identity;
    }

    public URI origin() {
        return URI.create("http://localhost:" + door.port());
    }

    /// Someone without credentials.
    public Caller anyone() {
        return new Caller(origin(), List.of());
    }

    /// A person who has just signed in, from an address of their own: mails to one address are few a minute.
    public Caller signIn(String email) {
        int nth = people.incrementAndGet();
        Caller asking = anyone().with("X-Forwarded-For", "198.18.%d.%d".formatted(nth / 256 % 256, nth % 256));
        Caller.Answer asked = asking.post(IDENTITY + "/auth/magic-links", Map.of("email", email));
        Caller.Answer signedIn = anyone().post(
                        IDENTITY + "/auth/magic-links/consume",
                        Map.of("token", Mailbox.token(mail.next()), "request_id", asked.text("request_id")));
        return anyone().bearer(signedIn.text("token"));
    }

    /// A person who has signed in with rights over this server.
    public Caller signInAsOperator(String email) {
        String token = identity.links().issueOnConsole(email, true, java.time.Duration.ofHours(1));
        return anyone().bearer(anyone().post(IDENTITY + "/auth/magic-links/consume", Map.of("token", token))
                .text("token"));
    }

    /// A signed-in owner of a new organisation, which is the active one.
    ///
    /// @param type `content_owner`, `platform` or `agent`
    public Tenant tenant(String email, String type) {
        Caller owner = signIn(email);
        String id = owner.post(IDENTITY + "/organizations", Map.of("name", email, "org_type", type))
                .text("id");
        return new Tenant(owner, new OrganisationId(id));
    }

    /// An organisation and its owner.
    public record Tenant(Caller owner, OrganisationId id) {
        /// The secret of a new key.
        public String key(String... scopes) {
            return mint(Map.of("name", "test", "scopes", List.of(scopes))).text("key");
        }

        public Caller.Answer mint(Map<String, Object> wish) {
            return owner.post(IDENTITY + "/api-keys", wish);
        }
    }

    /// Verifies a domain by a TXT record in the test's name server.
    public void prove(Tenant tenant, String domain) {
        var claim = tenant.owner().post(IDENTITY + "/domains", Map.of("domain", domain));
        dns.text(domain, claim.text("proof"));
        Caller.Answer verified = tenant.owner().post(IDENTITY + "/domains/" + claim.text("id") + "/verify");
        if (!verified.json().get("verified").booleanValue()) {
            throw new AssertionError(verified.text());
        }
    }

    /// The bytes of every file of the identity plane, one character each.
    public String atRest() {
        StringBuilder bytes = new StringBuilder();
        for (String name : List.of("identity.db", "identity.db-wal", "secret")) {
            try {
                Path file = folder.resolve(name);
                bytes.append(Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return bytes.toString();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
