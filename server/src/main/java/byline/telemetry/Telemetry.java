package byline.telemetry;

import byline.http.Routes;
import byline.identity.ContentOwners;
import byline.keys.Authentication;
import byline.store.Events;
import byline.wire.Limits;
import byline.wire.Parser;
import byline.wire.WireVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/// The telemetry surface as a whole: its parts in the order data flows through them.
public final class Telemetry {
    /// What a sender may do.
    ///
    /// @param maxEvents in one request
    /// @param accepted wire versions
    public record Settings(int maxBytes, int maxEvents, Duration oldest, Duration ahead, Set<WireVersion> accepted) {
        public Settings {
            accepted = Set.copyOf(accepted);
        }
    }

    private final IngestCounts counts = new IngestCounts();
    private final EventRoutes eventRoutes;
    private final SessionRoutes sessionRoutes;

    public Telemetry(
            Authentication authentication, ContentOwners owners, Events events, Settings settings, Clock clock) {
        Inlet inlet = new Inlet(authentication, new Parser(limits(settings), settings.accepted()), settings.maxBytes());
        Sessions sessions = new Sessions(events);
        Stamps stamps = new Stamps(owners, clock);
        Checks checks = new Checks(new Ages(settings.oldest(), settings.ahead(), clock));
        Intake intake = new Intake(checks, new Binding(owners), stamps, events, counts);
        this.eventRoutes = new EventRoutes(inlet, sessions, stamps, intake);
        this.sessionRoutes = new SessionRoutes(inlet, sessions, new Uploads(sessions, stamps, intake), stamps, events);
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
    }
}
