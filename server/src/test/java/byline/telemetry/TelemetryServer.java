package byline.telemetry;

import byline.http.Code;
import byline.http.PublicAddress;
import byline.http.Refusal;
import byline.identity.Caller;
import byline.identity.TestServer;
import byline.identity.TestServer.Tenant;
import byline.keys.RateLimits;
import byline.keys.ServerSecret;
import byline.report.Reads;
import byline.store.Events;
import byline.store.Limits;
import byline.wire.WireVersion;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The telemetry surface on a free port, over the real control plane and the real store; its clock stands at `NOW`.
final class TelemetryServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-09-02T10:20:00Z");
    static final int MAX_BYTES = 256 * 1024;
    static final int MAX_EVENTS = 100;
    static final int PER_MINUTE = 60;

    private final AtomicInteger newcomers = new AtomicInteger();
    private final Events events;
    private final TestServer server;
    private Telemetry telemetry;

    private final PublicAddress address;
    private final Path folder;

    TelemetryServer(Path folder) {
        this(folder, Limits.DEFAULTS, new PublicAddress(null));
    }

    TelemetryServer(Path folder, Limits limits) {
        this(folder, limits, new PublicAddress(null));
    }

    TelemetryServer(Path folder, PublicAddress address) {
        this(folder, Limits.DEFAULTS, address);
    }

    @SuppressWarnings("NullAway.Init") // the server registers it before it returns
    private TelemetryServer(Path folder, Limits limits, PublicAddress address) {
        this.address = address;
        this.folder = folder;
        this.events = Events.open(folder.resolve("events"), limits);
        this.server = new TestServer(folder, this::register, TelemetryServer::excuse);
        server.clock().advance(Duration.between(server.clock().instant(), NOW));
    }

    private void register(TestServer.Ground ground) {
        Telemetry.Settings settings = new Telemetry.Settings(
                MAX_BYTES,
                MAX_EVENTS,
                Duration.ofDays(7),
                Duration.ofMinutes(5),
                EnumSet.allOf(WireVersion.class),
                PER_MINUTE,
                Duration.ZERO);
        telemetry = new Telemetry(
                new Telemetry.Ground(
                        ground.keys().authentication(),
                        ground.identity(),
                        new RateLimits(ground.clock()),
                        address,
                        new SecureRandom(),
                        ground.clock()),
                events,
                settings);
        telemetry.register(ground.routes());
        ServerSecret secret = ServerSecret.open(folder.resolve("secret"), new SecureRandom());
        new Reads(
                        events,
                        new Reads.Guards(
                                ground.keys().authentication(), ground.keys().plans(), secret),
                        new Reads.Tenants(
                                ground.identity().owners(),
                                ground.identity().organisations(),
                                ground.identity().sites(),
                                (grantor, grantee) -> Optional.empty()),
                        userAgent -> Optional.empty(),
                        ground.clock())
                .register(ground.routes());
    }

    /// The same that the product makes.
    private static Optional<Refusal> excuse(Exception failure) {
        return failure instanceof Events.Overloaded
                ? Optional.of(new Refusal(Code.UNAVAILABLE, "overloaded").header("Retry-After", "1"))
                : Optional.empty();
    }

    TestServer server() {
        return server;
    }

    Events events() {
        return events;
    }

    IngestCounts.Snapshot counts() {
        return telemetry.counts().snapshot();
    }

    Caller anyone() {
        return server.anyone();
    }

    /// A content owner whose domain is proved.
    Tenant owner(String domain) {
        Tenant tenant = server.tenant("editor@" + domain, "content_owner");
        server.prove(tenant, domain);
        return tenant;
    }

    /// Proves that content ids which begin like this are the tenant's own, by the manifest of a domain it has proved.
    void prove(Tenant tenant, String domain, String prefix) {
        server.dns().address(domain, "127.0.0.1");
        server.web().page(domain + "/.well-known/content-telemetry.json", """
                {"identifier_schemes":[{"prefix":"%s"}]}""".formatted(prefix));
        var claimed =
                tenant.owner().post("/api/v1/identity/identifier-prefixes", Map.of("domain", domain, "prefix", prefix));
        if (!claimed.json().get("verified").booleanValue()) {
            throw new AssertionError(claimed.text());
        }
    }

    /// Changes what an organisation has decided about its data.
    void decide(Tenant tenant, Map<String, Object> settings) {
        var changed = tenant.owner().patch("/api/v1/identity/organizations/" + tenant.id() + "/settings", settings);
        if (changed.status() != 200) {
            throw new AssertionError(changed.text());
        }
    }

    /// Someone with a key of this organisation that may read telemetry.
    Caller reader(Tenant tenant) {
        return anyone().with("X-API-Key", tenant.key("telemetry:read"));
    }

    Tenant platform(String name) {
        return server.tenant("dev@" + name + ".example", "platform");
    }

    /// A platform nobody has heard of before.
    Tenant newcomer() {
        return platform("newcomer" + newcomers.incrementAndGet());
    }

    /// Someone with a key of this organisation that may write telemetry.
    Caller writer(Tenant tenant) {
        return anyone().with("X-API-Key", tenant.key("telemetry:write"));
    }

    /// What this organisation reported, in the order it was stored, the moments of sessions included.
    List<StoredRow> reportedBy(Tenant tenant) {
        return events.read("test_all", Map.of(), StoredRow::of).stream()
                .filter(row -> row.reporter().equals(tenant.id().value()))
                .toList();
    }

    /// The same without the moments of sessions.
    List<StoredRow> eventsOf(Tenant tenant) {
        return reportedBy(tenant).stream()
                .filter(row -> !row.type().startsWith("byline.session_"))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        telemetry.close();
        events.close();
    }
}
