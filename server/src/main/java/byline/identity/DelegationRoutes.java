package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Delegations.Delegation;
import byline.identity.Delegations.Direction;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.Role;
import byline.keys.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Letting another organisation read one's telemetry, and taking that back.
final class DelegationRoutes {
    private static final Set<String> SCOPES = Set.of(Scope.TELEMETRY_READ.text());
    private static final int MOST_DOMAINS = 100;

    private final Delegations delegations;
    private final Organisations organisations;
    private final ContentOwners owners;
    private final People people;
    private final Clock clock;

    DelegationRoutes(
            Delegations delegations, Organisations organisations, ContentOwners owners, People people, Clock clock) {
        this.delegations = delegations;
        this.organisations = organisations;
        this.owners = owners;
        this.people = people;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post("/api/v1/identity/delegations", this::grant)
                .get("/api/v1/identity/delegations", this::list)
                .delete("/api/v1/identity/delegations/{id}", this::revoke);
    }

    private record Shown(
            String id,
            OrganisationId grantorOrgId,
            @Nullable String grantorName,
            OrganisationId granteeOrgId,
            @Nullable String granteeName,
            List<String> scopes,
            @Nullable List<String> domains,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            String status) {}

    private Shown shown(Delegation one) {
        Set<String> domains = one.domains();
        return new Shown(
                one.id(),
                one.grantor(),
                name(one.grantor()),
                one.grantee(),
                name(one.grantee()),
                one.scopes().stream().map(Scope::text).sorted().toList(),
                domains == null ? null : domains.stream().sorted().toList(),
                one.createdAt(),
                one.expiresAt(),
                one.revokedAt(),
                one.revokedAt() != null ? "revoked" : one.isLive(clock.instant()) ? "active" : "expired");
    }

    private @Nullable String name(OrganisationId id) {
        return organisations.find(id).map(Organisations.Public::name).orElse(null);
    }

    private record Wish(
            @Nullable String granteeOrgId,
            @Nullable List<String> scopes,
            @Nullable List<String> domains,
            @Nullable Instant expiresAt) {}

    private Reply grant(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        Wish wish = request.json(Wish.class);
        OrganisationType type =
                organisations.find(member.organisation()).orElseThrow().type();
        if (type != OrganisationType.CONTENT_OWNER) {
            throw new Refusal(Code.FORBIDDEN, "Only content owners delegate the reading of their telemetry");
        }
        OrganisationId grantee = Optional.ofNullable(wish.granteeOrgId())
                .map(OrganisationId::new)
                .filter(id -> !id.equals(member.organisation()))
                .flatMap(organisations::find)
                .map(Organisations.Public::id)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "There is no such other organisation"));
        if (wish.expiresAt() != null && !wish.expiresAt().isAfter(clock.instant())) {
            throw new Refusal(Code.INVALID_PARAMETER, "expires_at must be in the future");
        }
        if (wish.scopes() == null || wish.scopes().isEmpty() || !SCOPES.containsAll(wish.scopes())) {
            throw new Refusal(Code.INVALID_PARAMETER, "scopes must be [\"telemetry:read\"]");
        }
        Delegation made = delegations.grant(
                member.actor(),
                new Delegations.Wish(
                        member.organisation(),
                        grantee,
                        Set.of(Scope.TELEMETRY_READ),
                        domains(member.organisation(), wish.domains()),
                        wish.expiresAt()));
        return Reply.created(shown(made));
    }

    private @Nullable Set<String> domains(OrganisationId grantor, @Nullable List<String> texts) {
        if (texts == null) {
            return null;
        }
        Set<String> domains = new LinkedHashSet<>();
        texts.forEach(text -> domains.add(Texts.host(text, "domains")));
        boolean own = owners.domains(grantor).containsAll(domains);
        if (domains.isEmpty() || domains.size() > MOST_DOMAINS || !own) {
            throw new Refusal(
                    Code.INVALID_PARAMETER,
                    "domains must name verified domains of this organisation, or be absent for all");
        }
        return domains;
    }

    private Reply list(Request request) {
        People.Member member = people.require(request, Role.VIEWER);
        Direction direction =
                switch (request.query("direction").orElse("granted")) {
                    case "granted" -> Direction.GRANTED;
                    case "received" -> Direction.RECEIVED;
                    default -> throw new Refusal(Code.INVALID_PARAMETER, "direction must be granted or received");
                };
        return Reply.ok(Page.of(delegations.list(member.organisation(), direction).stream()
                .map(this::shown)
                .toList()));
    }

    private Reply revoke(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        String id = request.path("id");
        if (!delegations.revoke(member.actor(), member.organisation(), id)) {
            boolean received = delegations
                    .find(id)
                    .filter(one -> one.grantee().equals(member.organisation()))
                    .isPresent();
            throw received
                    ? new Refusal(Code.FORBIDDEN, "Only the organisation that granted it takes it back")
                    : new Refusal(Code.NOT_FOUND, "This organisation has no such delegation");
        }
        return Reply.noContent();
    }
}
