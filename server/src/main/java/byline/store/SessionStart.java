package byline.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a session began, as the organisation that opened it said.
///
/// @param at when it was opened here, not when its reporter says it began
/// @param rest the `rest` of its first `byline.session_started` event
public record SessionStart(
        Instant at, @Nullable String platformId, @Nullable String agentId, String rest) {
    static SessionStart of(StoredEvent event) {
        return new SessionStart(
                event.timestamp(), event.actor().platformId(), event.actor().agentId(), event.rest());
    }
}
