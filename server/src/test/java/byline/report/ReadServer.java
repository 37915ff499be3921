package byline.report;

import byline.database.IdentityDatabase;
import byline.http.Door;
import byline.http.Proxies;
import byline.http.PublicAddress;
import byline.http.Routes;
import byline.identity.Caller;
import byline.identity.Identity;
import byline.identity.MailTransport;
import byline.identity.Mailbox;
import byline.identity.TestClock;
import byline.keys.Actor;
import byline.keys.ApiKey;
import byline.keys.ApiKeys;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.Scope;
import byline.keys.ServerSecret;
import byline.report.Delegations.Grant;
import byline.store.Events;
import byline.store.Limits;
import byline.store.StoredEvent;
import byline.verify.Names;
import byline.verify.Reach;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The real reads on a free port, over real stores in a temporary folder, with a clock that stands still.
/// Events are put straight into the store.
final class ReadServer implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TestClock clock = new TestClock();
    private final SecureRandom random = new SecureRandom();
    private final Map<List<OrganisationId>, Grant> grants = new ConcurrentHashMap<>();
    private final IdentityDatabase database;
    private final Events events;
    private final Keys keys;
    private final Identity identity;
    private final Reads reads;
    private final Door door;

    ReadServer(Path folder) {
        this.database = closing(IdentityDatabase.open(folder.resolve("identity.db")));
        this.events = closing(Events.open(folder, Limits.DEFAULTS));
        ServerSecret secret = ServerSecret.open(folder.resolve("secret"), random);
        Keys.Foundation foundation = new Keys.Foundation(database, secret, random, clock);
        this.keys = closing(new Keys(foundation));
        this.identity = closing(new Identity(
                foundation,
                keys,
                new Identity.Outside(new Mailbox(), Names.ofThisMachine(), Reach.ofThePublicInternet(), true)));
        Routes routes = new Routes();
        this.reads = new Reads(
                events,
                new Reads.Guards(keys.authentication(), keys.plans(), secret),
                new Reads.Tenants(identity.owners(), identity.organisations(), identity.sites(), this::findGrant),
                userAgent -> Optional.empty(),
                clock);
        reads.register(routes);
        this.door = closing(Door.open(
                routes, new Door.Listen("127.0.0.1", 0, 100, 1 << 24, new Proxies(Set.of()), new PublicAddress(null))));
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    /// The weekly mails, and somebody of the organisation who wants those about a site.
    WeeklyPost weeklyPost(MailTransport transport) {
        return reads.weeklyPost(
                new WeeklyPost.Office(identity.weeklyMails(), transport, URI.create("https://byline.example")));
    }

    void wantsMail(Tenant tenant, String email, String site) {
        database.run(handle -> {
            handle.execute(
                    "INSERT INTO users (id, email, name, operator, created_at) VALUES (?, ?, '', 0, 0)", email, email);
            handle.execute(
                    "INSERT INTO members (organization_id, user_id, role, joined_at) VALUES (?, ?, 'viewer', 0)",
                    tenant.id().value(),
                    email);
        });
        identity.weeklyMails().begin(identity.sites().find(site).orElseThrow(), email);
    }

    void endMail(String token) {
        identity.weeklyMails().end(token);
    }

    TestClock clock() {
        return clock;
    }

    void append(Sample... samples) {
        append(Arrays.stream(samples).map(Sample::event).toList());
    }

    void append(List<StoredEvent> stored) {
        events.append(stored);
    }

    /// A new organisation.
    ///
    /// @param name of letters, from which its id is made
    Tenant tenant(String name, OrganisationType type, String... verified) {
        OrganisationId id = new OrganisationId("org_" + name);
        database.run(handle -> handle.execute(
                "INSERT INTO organizations (id, name, org_type, slug, created_at) VALUES (?, ?, ?, ?, 0)",
                id.value(),
                name,
                type.text(),
                name));
        for (String domain : verified) {
            identity.domains().vouch(id, domain);
        }
        return new Tenant(id, type);
    }

    Tenant owner(String name, String... verified) {
        return tenant(name, OrganisationType.CONTENT_OWNER, verified);
    }

    void site(Tenant tenant, String id, String domain, String zone) {
        database.run(handle -> handle.execute(
                "INSERT INTO sites (id, organization_id, domain, site_key, allowed_origins, time_zone, records_views,"
                        + " created_at) VALUES (?, ?, ?, ?, '', ?, 1, 1705314600000)",
                id,
                tenant.id().value(),
                domain,
                "ak_" + id,
                zone));
        identity.sites().load();
    }

    void delegate(Tenant grantor, Tenant grantee, @Nullable Set<String> covered) {
        grants.put(List.of(grantor.id(), grantee.id()), new Grant(covered));
    }

    void revoke(Tenant grantor, Tenant grantee) {
        grants.remove(List.of(grantor.id(), grantee.id()));
    }

    private Optional<Grant> findGrant(OrganisationId grantor, OrganisationId grantee) {
        return Optional.ofNullable(grants.get(List.of(grantor, grantee)));
    }

    /// An organisation whose keys a test uses.
    record Tenant(OrganisationId id, OrganisationType type) {
        String name() {
            return id.value();
        }
    }

    /// Somebody with a key of this organisation.
    Caller reader(Tenant tenant, Scope... scopes) {
        return caller(wish(tenant, null, null, scopes));
    }

    /// Somebody with a key for a part of the organisation's domains.
    Caller readerOf(Tenant tenant, String domain, Scope... scopes) {
        return caller(wish(tenant, Set.of(domain), null, scopes));
    }

    Caller slowReader(Tenant tenant, int perMinute) {
        return caller(wish(tenant, null, perMinute, Scope.ANALYTICS_READ));
    }

    Caller anyone() {
        return new Caller(URI.create("http://127.0.0.1:" + door.port()), List.of());
    }

    private Caller caller(ApiKeys.Wish wish) {
        return anyone().bearer(keys.apiKeys().mint(Actor.CONSOLE, wish).secret());
    }

    private static ApiKeys.Wish wish(
            Tenant tenant, @Nullable Set<String> bound, @Nullable Integer perMinute, Scope... scopes) {
        return new ApiKeys.Wish(
                tenant.id(),
                tenant.type(),
                new ApiKey.Properties("test", Set.of(scopes), bound, null, perMinute, null),
                null,
                null);
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
