package byline.telemetry;

import byline.keys.OrganisationId;
import byline.store.Events;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of telemetry sessions. Every organisation has its own: the same id twice is two sessions.
final class Sessions {
    private static final int REMEMBERED = 200_000;

    /// Who answers in a session.
    record Agent(@Nullable String platformId, @Nullable String agentId) {
        static final Agent UNKNOWN = new Agent(null, null);
    }

    private record Key(OrganisationId reporter, UUID session) {}

    private final Cache<Key, Agent> open =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Events events;

    Sessions(Events events) {
        this.events = events;
    }

    /// How it ended, if it has: the outcome as it was stored.
    Optional<String> findEnd(OrganisationId reporter, UUID session) {
        return events.findSessionEnd(reporter.value(), session);
    }

    /// The agent of an open session, as far as it is known here.
    Optional<Agent> find(OrganisationId reporter, UUID session) {
        return Optional.ofNullable(open.getIfPresent(new Key(reporter, session)));
    }

    /// Whether it has been opened, by whatever request.
    boolean isKnown(OrganisationId reporter, UUID session) {
        return find(reporter, session).isPresent()
                || !events.read(
                                "session_start",
                                Map.of("reporter", reporter.value(), "session_id", session),
                                row -> Boolean.TRUE)
                        .isEmpty();
    }

    void remember(OrganisationId reporter, UUID session, Agent agent) {
        open.put(new Key(reporter, session), agent);
    }
}
