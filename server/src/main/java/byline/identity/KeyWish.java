package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.keys.Addresses;
import byline.keys.ApiKey;
import byline.keys.Scope;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What someone wants a key to be, before it is checked.
record KeyWish(
        String name,
        List<String> scopes,
        @Nullable List<String> domains,
        @Nullable List<String> allowedAddresses,
        @Nullable Integer requestsPerMinute,
        @Nullable Instant expiresAt) {
    private static final int LONGEST_LIST = 100;
    private static final int MOST_REQUESTS = 6_000_000;

    static KeyWish of(ApiKey.Properties properties) {
        Set<String> domains = properties.domains();
        return new KeyWish(
                properties.name(),
                properties.scopes().stream().map(Scope::text).sorted().toList(),
                domains == null ? null : domains.stream().sorted().toList(),
                properties.allowedAddresses(),
                properties.requestsPerMinute(),
                properties.expiresAt());
    }

    /// The properties, if they make sense.
    ///
    /// @param verified the domains of the organisation
    ApiKey.Properties checked(Set<String> verified, Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new Refusal(Code.INVALID_PARAMETER, "expires_at must be in the future");
        }
        if (requestsPerMinute != null && (requestsPerMinute < 1 || requestsPerMinute > MOST_REQUESTS)) {
            throw new Refusal(Code.INVALID_PARAMETER, "requests_per_minute must be 1 to " + MOST_REQUESTS);
        }
        return new ApiKey.Properties(
                Texts.name(name, "name"),
                checkedScopes(),
                checkedDomains(verified),
                checkedAddresses(),
                requestsPerMinute,
                expiresAt);
    }

    private Set<Scope> checkedScopes() {
        Refusal unknown = new Refusal(
                Code.INVALID_PARAMETER,
                "scopes must name at least one of telemetry:write, telemetry:read, analytics:read, and nothing else");
        if (scopes == null || scopes.isEmpty() || scopes.size() > LONGEST_LIST) {
            throw unknown;
        }
        Set<Scope> known = new LinkedHashSet<>();
        scopes.forEach(text -> known.add(Scope.find(String.valueOf(text)).orElseThrow(() -> unknown)));
        return known;
    }

    private @Nullable Set<String> checkedDomains(Set<String> verified) {
        if (domains == null) {
            return null;
        }
        if (domains.isEmpty() || domains.size() > LONGEST_LIST) {
            throw new Refusal(Code.INVALID_PARAMETER, "domains must name 1 to 100 domains, or be absent for all");
        }
        Set<String> hosts = new LinkedHashSet<>();
        domains.forEach(text -> hosts.add(Texts.host(text, "domains")));
        if (!verified.containsAll(hosts)) {
            throw new Refusal(Code.INVALID_PARAMETER, "domains may name verified domains of this organisation only");
        }
        return hosts;
    }

    private @Nullable List<String> checkedAddresses() {
        if (allowedAddresses == null) {
            return null;
        }
        boolean blocks = allowedAddresses.stream().allMatch(text -> text != null && Addresses.isBlock(text));
        if (allowedAddresses.isEmpty() || allowedAddresses.size() > LONGEST_LIST || !blocks) {
            throw new Refusal(
                    Code.INVALID_PARAMETER,
                    "allowed_addresses must list 1 to 100 addresses or CIDR blocks, or be absent for any");
        }
        return allowedAddresses;
    }
}
