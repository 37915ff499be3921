package byline.telemetry;

import byline.http.Aliases;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Organisations;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.OrganisationId;
import byline.keys.Scope;
import byline.store.Events;
import byline.store.Events.Row;
import byline.store.Restamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is not, or not yet, anybody's: `GET /content-owners/conflicts`, `/content-owners/claims`,
// `/agent/unattributed`.
final class ClaimRoutes {
    private static final int MOST = 1_000;

    private final Authentication authentication;
    private final Organisations organisations;
    private final Restamps restamps;
    private final Events events;

    ClaimRoutes(Authentication authentication, Organisations organisations, Restamps restamps, Events events) {
        this.authentication = authentication;
        this.organisations = organisations;
        this.restamps = restamps;
        this.events = events;
    }

    void register(Routes routes) {
        Aliases.of("/content-owners/conflicts").forEach(path -> routes.get(path, this::conflicts));
        Aliases.of("/content-owners/claims").forEach(path -> routes.get(path, this::claims));
        Aliases.of("/agent/unattributed").forEach(path -> routes.get(path, this::unattributed));
    }

    private record Items<T>(List<T> items) {}

    /// @param claimedBy how the caller claims it: `domain` or `prefix`
    /// @param other who claims it in the other way
    private record Conflict(
            @Nullable String host,
            String claimedBy,
            Optional<Organisations.Public> other,
            long events,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen) {}

    /// A job that gives the caller events which came in before it proved that they are its own.
    private record Claim(
            String id,
            String kind,
            String subject,
            String status,
            long days,
            long daysDone,
            long eventsChanged,
            Instant requestedAt,
            @Nullable Instant finishedAt) {
        static Claim of(Restamp job) {
            return new Claim(
                    job.id(),
                    job.kind(),
                    job.subject(),
                    job.finishedAt() == null ? "running" : "done",
                    job.days(),
                    job.daysDone(),
                    job.changed(),
                    job.requestedAt(),
                    job.finishedAt());
        }
    }

    private record Unattributed(
            @Nullable String host,
            long events,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen) {}

    private Reply conflicts(Request request) {
        ApiKey key = key(request);
        List<Conflict> conflicts = events.read("telemetry/conflicts", parameters(key), this::conflict);
        return Reply.ok(new Items<>(conflicts.stream()
                .filter(conflict -> covers(key, conflict.host()))
                .toList()));
    }

    private Reply claims(Request request) {
        ApiKey key = key(request);
        return Reply.ok(new Items<>(restamps.list(key.organisation().value(), MOST).stream()
                .map(Claim::of)
                .toList()));
    }

    private Reply unattributed(Request request) {
        ApiKey key = key(request);
        List<Unattributed> hosts = events.read(
                "telemetry/unattributed",
                parameters(key),
                row -> new Unattributed(
                        row.text("host"), row.number("events"), row.instant("first_seen"), row.instant("last_seen")));
        return Reply.ok(new Items<>(
                hosts.stream().filter(host -> covers(key, host.host())).toList()));
    }

    private Conflict conflict(Row row) {
        return new Conflict(
                row.text("host"),
                row.number("by_domain") == 1 ? "domain" : "prefix",
                Optional.ofNullable(row.text("other")).map(OrganisationId::new).flatMap(organisations::find),
                row.number("events"),
                row.instant("first_seen"),
                row.instant("last_seen"));
    }

    private ApiKey key(Request request) {
        return authentication.require(request, Scope.TELEMETRY_READ).key();
    }

    private static Map<String, @Nullable Object> parameters(ApiKey key) {
        return Map.of("organisation", key.organisation().value(), "limit", MOST);
    }

    private static boolean covers(ApiKey key, @Nullable String host) {
        Set<String> bound = key.domains();
        return bound == null
                || (host != null
                        && bound.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain)));
    }
}
