package byline.keys;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One change as it was written down.
///
/// @param number counts up by one
/// @param actorEmail whose id `actor` is, null once that user is gone
/// @param action what happened, as `api_key.revoked`
/// @param subject what it happened to
/// @param before what was changed, as it was; empty for something new
/// @param after as it is since; empty for something gone
public record AuditEntry(
        long number,
        Instant at,
        @Nullable OrganisationId organizationId,
        String actor,
        @Nullable String actorEmail,
        String address,
        String action,
        String subject,
        Map<String, Object> before,
        Map<String, Object> after) {
    public AuditEntry {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }
}
