package byline.telemetry;

import byline.http.Code;
import byline.http.Refusal;
import byline.keys.OrganisationId;
import byline.store.Events;
import byline.store.SessionStart;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of telemetry sessions. Every organisation has its own: the same id twice is two sessions.
final class Sessions {
    private static final String MANIFEST_REF = "manifest_ref";

    private final Events events;

    Sessions(Events events) {
        this.events = events;
    }

    /// Who answers in a session.
    ///
    /// @param manifest id of the manifest that the session refers to
    record Agent(
            @Nullable String platformId,
            @Nullable String agentId,
            @Nullable String manifest) {
        static final Agent UNKNOWN = new Agent(null, null, null);

        static Agent of(SessionStart start) {
            return new Agent(start.platformId(), start.agentId(), manifest(start.rest()));
        }

        private static @Nullable String manifest(String rest) {
            return rest.contains(MANIFEST_REF)
                    ? SessionFields.of(rest.getBytes(StandardCharsets.UTF_8))
                            .text(MANIFEST_REF)
                            .orElse(null)
                    : null;
        }
    }

    /// How it began, if this organisation has opened it by whatever request.
    Optional<SessionStart> findStart(OrganisationId reporter, UUID session) {
        return events.findSessionStart(reporter.value(), session);
    }

    /// How it ended, if it has.
    Optional<SessionEnd> findEnd(OrganisationId reporter, UUID session) {
        return events.findSessionEnd(reporter.value(), session).map(SessionEnd::stored);
    }

    /// The agent of a session, as far as its start named one.
    Agent agent(OrganisationId reporter, @Nullable UUID session) {
        return Optional.ofNullable(session)
                .flatMap(id -> findStart(reporter, id))
                .map(Agent::of)
                .orElse(Agent.UNKNOWN);
    }

    boolean hasEnded(OrganisationId reporter, UUID session) {
        return events.findSessionEnd(reporter.value(), session).isPresent();
    }

    static Refusal hasEnded() {
        return new Refusal(Code.SESSION_ENDED, "session has ended");
    }
}
