package byline.store;

import java.time.Instant;
import java.util.Map;

/// How long events are kept: as long as any organisation they belong to, as reporter, owner or second claimant, keeps
/// them.
///
/// @param days by organisation id
/// @param usual days of every other organisation
public record Retention(Instant now, Map<String, Integer> days, int usual) {
    public Retention {
        days = Map.copyOf(days);
    }
}
