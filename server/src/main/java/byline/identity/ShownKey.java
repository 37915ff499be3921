package byline.identity;

import byline.keys.ApiKey;
import byline.keys.ApiKeys;
import byline.keys.OrganisationId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key as it is answered; `key` is the secret and only ever in the answer that made it.
///
/// @param status `active`, `expiring` (it has an end), `expired` or `revoked`
record ShownKey(
        String id,
        OrganisationId organizationId,
        String name,
        String prefix,
        String firstFour,
        String lastFour,
        List<String> scopes,
        @Nullable List<String> domains,
        @Nullable List<String> allowedAddresses,
        @Nullable Integer requestsPerMinute,
        @Nullable Instant expiresAt,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress,
        @Nullable String lastUsedUserAgent,
        @Nullable String rotatedFrom,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        @Nullable String revokedReason,
        String status,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
    static ShownKey of(ApiKey one, Instant now) {
        return of(one, now, null);
    }

    static ShownKey of(ApiKeys.Minted minted, Instant now) {
        return of(minted.key(), now, minted.secret());
    }

    private static ShownKey of(ApiKey one, Instant now, @Nullable String secret) {
        KeyWish properties = KeyWish.of(one.properties());
        ApiKey.Revocation revocation = one.revocation();
        ApiKey.LastUse use = one.lastUse();
        return new ShownKey(
                one.id(),
                one.organisation(),
                properties.name(),
                one.prefix(),
                one.firstFour(),
                one.lastFour(),
                properties.scopes(),
                properties.domains(),
                properties.allowedAddresses(),
                properties.requestsPerMinute(),
                properties.expiresAt(),
                one.createdAt(),
                one.createdBy(),
                use == null ? null : use.at(),
                use == null ? null : use.address(),
                use == null ? null : use.userAgent(),
                one.rotatedFrom(),
                revocation == null ? null : revocation.at(),
                revocation == null ? null : revocation.by(),
                revocation == null ? null : revocation.reason(),
                status(one, now),
                secret);
    }

    private static String status(ApiKey one, Instant now) {
        if (one.revocation() != null) {
            return "revoked";
        }
        if (one.expiresAt() == null) {
            return "active";
        }
        return one.isLive(now) ? "expiring" : "expired";
    }
}
