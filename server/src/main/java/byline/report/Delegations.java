package byline.report;

import byline.keys.OrganisationId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What content owners let others read, as it stands at this moment.
@FunctionalInterface
public interface Delegations {
    /// Nobody lets anybody read anything.
    Delegations NONE = (grantor, grantee) -> Optional.empty();

    /// @param domains the only domains it covers, null for all of the grantor's
    record Grant(@Nullable Set<String> domains) {
        public Grant {
            domains = domains == null ? null : Set.copyOf(domains);
        }
    }

    /// The live grant by which `grantee` may read the telemetry of `grantor`.
    Optional<Grant> find(OrganisationId grantor, OrganisationId grantee);
}
