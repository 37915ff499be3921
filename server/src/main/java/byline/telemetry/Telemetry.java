package byline.telemetry;

import byline.http.PublicAddress;
import byline.http.Routes;
import byline.identity.ContentOwners;
import byline.identity.Identity;
import byline.keys.Authentication;
import byline.keys.RateLimits;
import byline.store.Events;
import byline.verify.Manifests;
import byline.verify.Signatures;
import byline.wire.Limits;
import byline.wire.Parser;
import byline.wire.WireVersion;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/// The telemetry surface as a whole: its parts in the order data flows through them.
public final class Telemetry implements AutoCloseable {
    /// What a sender may do.
    ///
    /// @param maxEvents in one request
    /// @param accepted wire versions
    /// @param perMinute what anyone without a key may ask from one address, of each kind
    /// @param settled how long after a change of owners no event stamped before it can still be on its way
    public record Settings(
            int maxBytes,
            int maxEvents,
            Duration oldest,
            Duration ahead,
            Set<WireVersion> accepted,
            int perMinute,
            Duration settled) {
        public Settings {
            accepted = Set.copyOf(accepted);
        }
    }

    /// What it stands on.
    public record Ground(
            Authentication authentication,
            Identity identity,
            RateLimits limits,
            PublicAddress address,
            SecureRandom random,
            Clock clock) {}

    private final IngestCounts counts = new IngestCounts();
    private final Restamps restamps;
    private final Expiries expiries;
    private final DeclaredCoverage coverage;
    private final EventRoutes eventRoutes;
    private final SessionRoutes sessionRoutes;
    private final DocumentRoutes documentRoutes;
    private final ClickRoutes clickRoutes;
    private final ClaimRoutes claimRoutes;
    private final ConformanceRoutes conformanceRoutes;
    private final ManifestRoutes manifestRoutes;

    public Telemetry(Ground ground, Events events, Settings settings) {
        Authentication authentication = ground.authentication();
        ContentOwners owners = ground.identity().owners();
        Clock clock = ground.clock();
        Manifests manifests = new Manifests(ground.identity().web(), clock);
        Inlet inlet = new Inlet(
                authentication,
                new Signatures(manifests, clock),
                new Parsers(
                        new Parser(limits(settings), settings.accepted()),
                        ground.identity().settings()),
                settings.maxBytes());
        Sessions sessions = new Sessions(events);
        SessionEvents sessionEvents = new SessionEvents(events);
        Stamps stamps = new Stamps(new Attribution(owners), clock);
        Checks checks = new Checks(new Ages(settings.oldest(), settings.ahead(), clock));
        this.coverage = new DeclaredCoverage(manifests, events, stamps, clock);
        Allotment allotment = new Allotment(events, ground.identity().monthlyEvents());
        Intake intake = new Intake(checks, new Binding(owners), stamps, allotment, coverage, counts);
        ClickTokens tokens = new ClickTokens(events, stamps, ground.random(), clock);
        ClickContexts contexts = new ClickContexts(
                tokens, sessions, sessionEvents, ground.identity().settings(), events);
        this.restamps = new Restamps(owners, events, clock, settings.settled());
        this.expiries = new Expiries(ground.identity().settings(), events, clock);
        this.eventRoutes = new EventRoutes(inlet, sessions, stamps, intake);
        this.sessionRoutes = new SessionRoutes(inlet, sessions, new Uploads(sessions, stamps, intake), stamps, events);
        this.documentRoutes = new DocumentRoutes(authentication, sessions, sessionEvents);
        this.clickRoutes = new ClickRoutes(inlet, sessions, tokens, contexts, ground.limits(), settings.perMinute());
        this.claimRoutes = new ClaimRoutes(authentication, ground.identity().organisations(), restamps, events);
        this.conformanceRoutes = new ConformanceRoutes(ground.limits(), settings.perMinute(), settings.maxBytes());
        this.manifestRoutes = new ManifestRoutes(ground.identity().manifests(), ground.address());
        restamps.start();
        expiries.start();
        coverage.start();
    }

    /// What became of the events sent so far.
    public IngestCounts counts() {
        return counts;
    }

    private static Limits limits(Settings settings) {
        Limits defaults = Limits.DEFAULT;
        return new Limits(
                settings.maxEvents(),
                defaults.maxDepth(),
                defaults.maxStringLength(),
                defaults.maxMembers(),
                defaults.maxProblems());
    }

    public void register(Routes routes) {
        eventRoutes.register(routes);
        sessionRoutes.register(routes);
        documentRoutes.register(routes);
        clickRoutes.register(routes);
        claimRoutes.register(routes);
        conformanceRoutes.register(routes);
        manifestRoutes.register(routes);
    }

    /// Stops what runs in the background; requests are over by then.
    @Override
    public void close() {
        coverage.close();
        expiries.close();
        restamps.close();
    }
}
