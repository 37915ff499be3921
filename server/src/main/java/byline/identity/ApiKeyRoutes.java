package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Addresses;
import byline.keys.ApiKey;
import byline.keys.ApiKeys;
import byline.keys.OrganisationId;
import byline.keys.Role;
import byline.keys.Scope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Settings > API Keys: made and shown once, listed, revoked.
public final class ApiKeyRoutes {
    private final ApiKeys keys;
    private final Organisations organisations;
    private final ContentOwners owners;
    private final People people;
    private final Clock clock;

    public ApiKeyRoutes(ApiKeys keys, Organisations organisations, ContentOwners owners, People people, Clock clock) {
        this.keys = keys;
        this.organisations = organisations;
        this.owners = owners;
        this.people = people;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.post("/api/v1/identity/api-keys", this::mint)
                .get("/api/v1/identity/api-keys", this::list)
                .get("/api/v1/identity/api-keys/{id}", this::show)
                .post("/api/v1/identity/api-keys/{id}/revoke", this::revoke);
    }

    /// A key as it is answered; `key` is the secret and only ever in the answer that made it.
    record Shown(
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

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String key) {
        static Shown of(ApiKey one, Instant now, @Nullable String secret) {
            ApiKey.Revocation revocation = one.revocation();
            ApiKey.LastUse use = one.lastUse();
            return new Shown(
                    one.id(),
                    one.organisation(),
                    one.name(),
                    one.prefix(),
                    one.firstFour(),
                    one.lastFour(),
                    one.scopes().stream().map(Scope::text).sorted().toList(),
                    one.domains() == null
                            ? null
                            : one.domains().stream().sorted().toList(),
                    one.allowedAddresses(),
                    one.requestsPerMinute(),
                    one.expiresAt(),
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
            return one.expiresAt().isAfter(now) ? "expiring" : "expired";
        }
    }

    private record Wish(
            String name,
            List<String> scopes,
            @Nullable List<String> domains,
            @Nullable List<String> allowedAddresses,
            @Nullable Integer requestsPerMinute,
            @Nullable Instant expiresAt) {}

    private Reply mint(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        Wish wish = request.json(Wish.class);
        if (wish.expiresAt() != null && !wish.expiresAt().isAfter(clock.instant())) {
            throw new Refusal(Code.INVALID_PARAMETER, "expires_at must be in the future");
        }
        if (wish.requestsPerMinute() != null && wish.requestsPerMinute() < 1) {
            throw new Refusal(Code.INVALID_PARAMETER, "requests_per_minute must be 1 or more");
        }
        ApiKeys.Minted minted = keys.mint(new ApiKeys.Wish(
                member.organisation(),
                organisations.find(member.organisation()).orElseThrow().type(),
                Texts.name(wish.name(), "name"),
                scopes(wish.scopes()),
                domains(member.organisation(), wish.domains()),
                addresses(wish.allowedAddresses()),
                wish.requestsPerMinute(),
                wish.expiresAt(),
                member.person().userId(),
                null,
                null));
        return Reply.created(Shown.of(minted.key(), clock.instant(), minted.secret()));
    }

    private static Set<Scope> scopes(@Nullable List<String> texts) {
        if (texts == null || texts.isEmpty()) {
            throw new Refusal(
                    Code.INVALID_PARAMETER,
                    "scopes must name at least one of telemetry:write, telemetry:read, analytics:read");
        }
        Set<Scope> scopes = new LinkedHashSet<>();
        for (String text : texts) {
            scopes.add(Scope.find(String.valueOf(text))
                    .orElseThrow(() -> new Refusal(
                            Code.INVALID_PARAMETER,
                            "scopes knows telemetry:write, telemetry:read and analytics:read only")));
        }
        return scopes;
    }

    private @Nullable Set<String> domains(OrganisationId organisation, @Nullable List<String> texts) {
        if (texts == null) {
            return null;
        }
        Set<String> verified = owners.domains(organisation);
        Set<String> domains = new LinkedHashSet<>();
        for (String text : texts) {
            String domain = Texts.host(text, "domains");
            if (!verified.contains(domain)) {
                throw new Refusal(
                        Code.INVALID_PARAMETER, "domains may name verified domains of this organisation only");
            }
            domains.add(domain);
        }
        if (domains.isEmpty()) {
            throw new Refusal(Code.INVALID_PARAMETER, "domains must name at least one domain, or be absent for all");
        }
        return domains;
    }

    private static @Nullable List<String> addresses(@Nullable List<String> blocks) {
        if (blocks == null) {
            return null;
        }
        if (blocks.isEmpty() || !blocks.stream().allMatch(Addresses::isBlock)) {
            throw new Refusal(
                    Code.INVALID_PARAMETER,
                    "allowed_addresses must list addresses or CIDR blocks, or be absent for any");
        }
        return blocks;
    }

    private Reply list(Request request) {
        People.Member member = people.require(request, Role.VIEWER);
        Instant now = clock.instant();
        return Reply.ok(Page.of(keys.list(member.organisation()).stream()
                .map(one -> Shown.of(one, now, null))
                .toList()));
    }

    private Reply show(Request request) {
        People.Member member = people.require(request, Role.VIEWER);
        return keys.find(member.organisation(), request.path("id"))
                .map(one -> Reply.ok(Shown.of(one, clock.instant(), null)))
                .orElseThrow(ApiKeyRoutes::unknown);
    }

    private record Reason(@Nullable String reason) {}

    private Reply revoke(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        byte[] body = request.body(4_096, "application/json");
        String reason = body.length == 0
                ? ""
                : java.util.Objects.requireNonNullElse(
                        byline.http.Json.read(body, Reason.class).reason(), "");
        return keys.revoke(
                        member.organisation(),
                        request.path("id"),
                        member.person().userId(),
                        reason)
                .map(one -> Reply.ok(Shown.of(one, clock.instant(), null)))
                .orElseThrow(ApiKeyRoutes::unknown);
    }

    private static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "This organisation has no such API key");
    }
}
