package byline.wire;

import byline.wire.Occurrences.Observed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thing that happened, or for tokens and versions several of a kind, as its reports add up.
final class Occurrence {
    private final Set<String> sides = new HashSet<>();
    private final Set<String> versions = new HashSet<>();
    private final Set<List<@Nullable Object>> identities = new HashSet<>();
    private boolean byToken;
    private long byAgent;
    private long byDestination;

    void add(Stage stage, Observed one) {
        Event event = one.event();
        sides.add(event.sourceRole() == null ? "agent" : event.sourceRole());
        identities.addAll(OccurrenceKey.identities(one));
        if (stage == Stage.GROUNDED && event.data().contentVersion() != null) {
            versions.add(event.data().contentVersion());
        }
        if (stage == Stage.ENGAGED) {
            byToken = one.ctxToken() != null || event.ctxToken() != null;
            byAgent += one.ctxToken() == null ? 1 : 0;
            byDestination += one.ctxToken() == null ? 0 : 1;
        }
    }

    /// How often it happened: once for each version grounded, once for each of the agent's reports under one token.
    long times() {
        return Math.max(Math.max(1, versions.size()), byAgent);
    }

    /// How often two sides said so.
    long corroborated() {
        if (byToken) {
            return Math.min(byAgent, byDestination);
        }
        return sides.size() >= 2 ? 1 : 0;
    }

    boolean isGroundedBy(Set<List<@Nullable Object>> grounded) {
        return identities.stream().anyMatch(grounded::contains);
    }
}
