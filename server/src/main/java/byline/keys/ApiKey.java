package byline.keys;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key without its secret: who it acts for, what it may do, where and until when.
///
/// @param loginSession the login session it dies with, null for a key that stands by itself
public record ApiKey(
        String id,
        OrganisationId organisation,
        OrganisationType type,
        String firstFour,
        String lastFour,
        Properties properties,
        Instant createdAt,
        String createdBy,
        @Nullable String loginSession,
        @Nullable String rotatedFrom,
        @Nullable Revocation revocation,
        @Nullable LastUse lastUse) {

    /// What its owner chooses and may change.
    ///
    /// @param domains the only domains it is bound to, null for all of the organisation's
    /// @param allowedAddresses addresses or CIDR blocks it may come from, null for any
    /// @param requestsPerMinute its own limit, null for the server's
    public record Properties(
            String name,
            Set<Scope> scopes,
            @Nullable Set<String> domains,
            @Nullable List<String> allowedAddresses,
            @Nullable Integer requestsPerMinute,
            @Nullable Instant expiresAt) {
        public Properties {
            scopes = Set.copyOf(scopes);
            domains = domains == null ? null : Set.copyOf(domains);
            allowedAddresses = allowedAddresses == null ? null : List.copyOf(allowedAddresses);
        }

        /// The same until then, or sooner if it ended sooner anyway.
        Properties until(Instant end) {
            Instant sooner = expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end;
            return new Properties(name, scopes, domains, allowedAddresses, requestsPerMinute, sooner);
        }
    }

    /// When, by whom and why.
    public record Revocation(Instant at, String by, String reason) {}

    /// The newest use that has been written down.
    public record LastUse(Instant at, String address, String userAgent) {}

    ApiKey with(Properties changed) {
        return new ApiKey(
                id,
                organisation,
                type,
                firstFour,
                lastFour,
                changed,
                createdAt,
                createdBy,
                loginSession,
                rotatedFrom,
                revocation,
                lastUse);
    }

    public String prefix() {
        return type.prefix();
    }

    public String name() {
        return properties.name();
    }

    public Set<Scope> scopes() {
        return properties.scopes();
    }

    /// The only domains it is bound to, null for all of the organisation's.
    public @Nullable Set<String> domains() {
        return properties.domains();
    }

    /// Its own limit, null for the server's.
    public @Nullable Integer requestsPerMinute() {
        return properties.requestsPerMinute();
    }

    public @Nullable Instant expiresAt() {
        return properties.expiresAt();
    }

    /// Whether it is accepted at this time.
    public boolean isLive(Instant now) {
        return revocation == null && (expiresAt() == null || expiresAt().isAfter(now));
    }
}
