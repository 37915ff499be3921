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

    private final EventRoutes eventRoutes;
    private final SessionRoutes sessionRoutes;

    public Telemetry(
            Authentication authentication, ContentOwners owners, Events events, Settings settings, Clock clock) {
        Parser parser = new Parser(limits(settings), settings.accepted());
        Sessions sessions = new Sessions(events);
        Stamps stamps = new Stamps(owners, clock);
        Ages ages = new Ages(settings.oldest(), settings.ahead(), clock);
        Intake intake = new Intake(ages, new Binding(owners), stamps, sessions, events);
        this.eventRoutes = new EventRoutes(authentication, parser, sessions, stamps, intake, settings.maxBytes());
        this.sessionRoutes =
                new SessionRoutes(authentication, parser, sessions, stamps, intake, events, settings.maxBytes());
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
