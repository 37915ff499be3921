package byline.keys;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key without its secret: who it acts for, what it may do, where and until when.
///
/// @param domains the only domains it is bound to, null for all of the organisation's
/// @param allowedAddresses addresses or CIDR blocks it may come from, null for any
/// @param requestsPerMinute its own limit, null for the server's
/// @param loginSession the login session it dies with, null for a key that stands by itself
public record ApiKey(
        String id,
        OrganisationId organisation,
        OrganisationType type,
        String name,
        String firstFour,
        String lastFour,
        Set<Scope> scopes,
        @Nullable Set<String> domains,
        @Nullable List<String> allowedAddresses,
        @Nullable Integer requestsPerMinute,
        @Nullable Instant expiresAt,
        Instant createdAt,
        String createdBy,
        @Nullable String loginSession,
        @Nullable String rotatedFrom,
        @Nullable Revocation revocation,
        @Nullable LastUse lastUse) {

    /// When, by whom and why.
    public record Revocation(Instant at, String by, String reason) {}

    /// The newest use that has been written down.
    public record LastUse(Instant at, String address, String userAgent) {}

    public ApiKey {
        scopes = Set.copyOf(scopes);
        domains = domains == null ? null : Set.copyOf(domains);
        allowedAddresses = allowedAddresses == null ? null : List.copyOf(allowedAddresses);
    }

    public String prefix() {
        return type.prefix();
    }

    /// Whether it is accepted at this time.
    public boolean isLive(Instant now) {
        return revocation == null && (expiresAt == null || expiresAt.isAfter(now));
    }
}
