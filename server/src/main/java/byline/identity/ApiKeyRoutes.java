package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Actor;
import byline.keys.ApiKey;
import byline.keys.ApiKeys;
import byline.keys.Authentication;
import byline.keys.KeyUses;
import byline.keys.Keys;
import byline.keys.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Settings > API Keys: made and shown once, listed, changed, rotated, revoked.
final class ApiKeyRoutes {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final int LONGEST_REASON = 200;
    private static final int USAGE_DAYS = 31;

    private final Keys keys;
    private final Organisations organisations;
    private final ContentOwners owners;
    private final OrganisationMail mail;
    private final People people;
    private final Clock clock;

    /// What a key is about, and who hears of it.
    record Around(Organisations organisations, ContentOwners owners, OrganisationMail mail) {}

    ApiKeyRoutes(Keys keys, Around around, People people, Clock clock) {
        this.keys = keys;
        this.organisations = around.organisations();
        this.owners = around.owners();
        this.mail = around.mail();
        this.people = people;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post("/api/v1/identity/api-keys", this::mint)
                .get("/api/v1/identity/api-keys", this::list)
                .get("/api/v1/identity/api-keys/{id}", request -> shown(mine(request, Role.VIEWER)))
                .patch("/api/v1/identity/api-keys/{id}", this::change)
                .post("/api/v1/identity/api-keys/{id}/rotate", this::rotate)
                .post("/api/v1/identity/api-keys/{id}/revoke", this::revoke)
                .get("/api/v1/identity/api-keys/{id}/usage", this::usage)
                .post("/keys/revoke-leaked", this::revokeLeaked);
    }

    private Reply mint(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        KeyWish wish = request.json(KeyWish.class);
        ApiKeys.Minted minted = keys.apiKeys()
                .mint(
                        member.actor(),
                        new ApiKeys.Wish(
                                member.organisation(),
                                organisations
                                        .find(member.organisation())
                                        .orElseThrow()
                                        .type(),
                                wish.checked(owners.domains(member.organisation()), clock.instant()),
                                null,
                                null));
        return Reply.created(ShownKey.of(minted, clock.instant()));
    }

    private Reply list(Request request) {
        People.Member member = people.require(request, Role.VIEWER);
        return Reply.ok(Page.of(keys.apiKeys().list(member.organisation()).stream()
                .map(one -> ShownKey.of(one, clock.instant()))
                .toList()));
    }

    private Reply change(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        KeyWish current = KeyWish.of(mine(request, Role.ADMIN).properties());
        KeyWish wish = request.patch(current, KeyWish.class);
        boolean sameDomains = Objects.equals(current.domains(), wish.domains());
        ApiKey.Properties checked = wish.checked(
                sameDomains && wish.domains() != null
                        ? Set.copyOf(wish.domains())
                        : owners.domains(member.organisation()),
                clock.instant());
        return keys.apiKeys()
                .change(member.actor(), member.organisation(), request.path("id"), properties -> checked)
                .map(this::shown)
                .orElseThrow(ApiKeyRoutes::ended);
    }

    private record Overlap(@Nullable Integer overlapSeconds) {}

    private Reply rotate(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        mine(request, Role.ADMIN);
        Integer seconds = request.json(Overlap.class, new Overlap(null)).overlapSeconds();
        Duration overlap = Duration.ofSeconds(seconds == null ? 0 : seconds);
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new Refusal(Code.INVALID_PARAMETER, "overlap_seconds must be 0 to " + LONGEST_OVERLAP.toSeconds());
        }
        return keys.apiKeys()
                .rotate(member.actor(), member.organisation(), request.path("id"), overlap)
                .map(minted -> Reply.created(ShownKey.of(minted, clock.instant())))
                .orElseThrow(ApiKeyRoutes::ended);
    }

    private record Reason(@Nullable String reason) {}

    private Reply revoke(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        String reason = Objects.requireNonNullElse(
                request.json(Reason.class, new Reason(null)).reason(), "");
        if (reason.length() > LONGEST_REASON) {
            throw new Refusal(Code.INVALID_PARAMETER, "reason must have at most " + LONGEST_REASON + " characters");
        }
        return keys.apiKeys()
                .revoke(member.actor(), member.organisation(), request.path("id"), reason)
                .map(this::shown)
                .orElseThrow(ApiKeyRoutes::unknown);
    }

    private record Usage(List<KeyUses.DayUse> items, List<KeyUses.AddressUse> addresses) {}

    /// The last 31 days, by day and status, and the last addresses.
    private Reply usage(Request request) {
        ApiKey key = mine(request, Role.VIEWER);
        LocalDate since = LocalDate.now(clock).minusDays(USAGE_DAYS - 1L);
        return Reply.ok(new Usage(keys.uses().days(key.id(), since), keys.uses().addresses(key.id())));
    }

    /// Whoever holds a key may end it: the secret itself is the proof.
    private Reply revokeLeaked(Request request) {
        String secret = Authentication.presented(request);
        ApiKey revoked = keys.apiKeys()
                .revokeLeaked(secret, new Actor("holder", request.address()))
                .orElseThrow(() -> {
                    keys.authentication().failed(request);
                    return new Refusal(Code.INVALID_KEY, "There is no such API key");
                });
        if (revoked.revocation() == null) {
            mail.send(
                    revoked.organisation(),
                    Role.OWNER,
                    "The API key \"" + revoked.name() + "\" was reported as leaked",
                    "Somebody who holds the key " + revoked.prefix() + revoked.firstFour() + "…" + revoked.lastFour()
                            + " reported it, so it was revoked and is refused from now on.\n\n"
                            + "Make another, put it in its place, and find out where this one got out: "
                            + request.origin() + "/settings/api-keys\n");
        }
        return Reply.ok(Map.of("status", "revoked", "id", revoked.id()));
    }

    private ApiKey mine(Request request, Role least) {
        People.Member member = people.require(request, least);
        return keys.apiKeys().find(member.organisation(), request.path("id")).orElseThrow(ApiKeyRoutes::unknown);
    }

    private Reply shown(ApiKey key) {
        return Reply.ok(ShownKey.of(key, clock.instant()));
    }

    private static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "This organisation has no such API key");
    }

    private static Refusal ended() {
        return new Refusal(Code.CONFLICT, "This key is revoked or expired and can't be changed any more");
    }
}
