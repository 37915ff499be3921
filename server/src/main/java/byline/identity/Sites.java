package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.Plan;
import byline.keys.Plans;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The sites and their public keys; all live ones are in memory, since every hit asks for one.
public final class Sites {
    static final String KEY_PREFIX = "ak_";
    private static final Duration WORKER_NOTED_EVERY = Duration.ofHours(1);

    /// What a site's people choose.
    ///
    /// @param allowedOrigins hosts besides the domain and its sub-domains whose pages may report
    /// @param recordsViews whether page views are kept
    /// @param joinsVisits whether visits are joined to the referral before them, within a day
    /// @param showsBadge whether its badge is public
    public record Choices(
            List<String> allowedOrigins,
            ZoneId timeZone,
            boolean recordsViews,
            boolean joinsVisits,
            boolean showsBadge) {
        /// What a new site begins with.
        static Choices in(ZoneId zone) {
            return new Choices(List.of(), zone, true, true, false);
        }

        public Choices {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    /// @param key the public site key
    public record Site(
            String id,
            OrganisationId organizationId,
            String domain,
            String key,
            Choices choices,
            Instant createdAt,
            @Nullable Instant workerSeenAt) {
        public List<String> allowedOrigins() {
            return choices.allowedOrigins();
        }

        public ZoneId timeZone() {
            return choices.timeZone();
        }

        public boolean recordsViews() {
            return choices.recordsViews();
        }

        /// Whether a page of this host may report for the site.
        public boolean admits(String host) {
            return host.equals(domain)
                    || host.endsWith("." + domain)
                    || allowedOrigins().contains(host);
        }

        Site with(Choices chosen) {
            return new Site(id, organizationId, domain, key, chosen, createdAt, workerSeenAt);
        }

        Site withKey(String other) {
            return new Site(id, organizationId, domain, other, choices, createdAt, workerSeenAt);
        }

        Site seen(Instant now) {
            return new Site(id, organizationId, domain, key, choices, createdAt, now);
        }
    }

    private final Map<String, Site> byKey = new ConcurrentHashMap<>();
    private final Map<String, Site> byId = new ConcurrentHashMap<>();
    private final IdentityDatabase database;
    private final AuditLog audit;
    private final Plans plans;
    private final SecureRandom random;
    private final Clock clock;

    Sites(Keys.Foundation foundation, Keys keys) {
        this.database = foundation.database();
        this.audit = keys.audit();
        this.plans = keys.plans();
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// Reads every live site into memory.
    public void load() {
        database.read(handle -> handle.createQuery("SELECT * FROM sites WHERE deleted_at IS NULL")
                        .map((row, context) -> site(row))
                        .list())
                .forEach(this::remember);
    }

    public Optional<Site> findByKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// A site, whosever it is.
    public Optional<Site> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// A site of this organisation; another's is as unknown as none.
    public Optional<Site> find(OrganisationId organisation, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(site -> site.organizationId().equals(organisation));
    }

    /// The sites of an organisation, oldest first.
    public List<Site> list(OrganisationId organisation) {
        return byId.values().stream()
                .filter(site -> site.organizationId().equals(organisation))
                .sorted(java.util.Comparator.comparing(Site::createdAt).thenComparing(Site::id))
                .toList();
    }

    /// @throws byline.http.Refusal when the organisation has as many sites as its plan includes
    Site add(Actor actor, OrganisationId organisation, String domain, ZoneId zone) {
        Site site = new Site(
                SecretText.id("site_", random),
                organisation,
                domain,
                SecretText.id(KEY_PREFIX, random),
                Choices.in(zone),
                Instant.ofEpochMilli(clock.millis()),
                null);
        database.run(handle -> {
            refuseTooMany(handle, organisation);
            handle.createUpdate("INSERT INTO sites (id, organization_id, domain, site_key,"
                            + " allowed_origins, time_zone, records_views, created_at)"
                            + " VALUES (:id, :organisation, :domain, :key, :origins, :zone, :views, :now)")
                    .bind("id", site.id())
                    .bind("organisation", organisation.value())
                    .bind("domain", domain)
                    .bind("key", site.key())
                    .bind("origins", "")
                    .bind("zone", zone.getId())
                    .bind("views", 1)
                    .bind("now", site.createdAt().toEpochMilli())
                    .execute();
            audit.add(handle, change(actor, site, "created", Map.of(), members(site)));
        });
        remember(site);
        return site;
    }

    private void refuseTooMany(Handle handle, OrganisationId organisation) {
        long present = handle.createQuery(
                        "SELECT COUNT(*) FROM sites WHERE organization_id = :organisation AND deleted_at IS NULL")
                .bind("organisation", organisation.value())
                .mapTo(Long.class)
                .one();
        Plan plan = plans.of(organisation);
        if (!Plan.allows(plan.sites(), present)) {
            throw Plans.refusal(plan, plan.sites() + " sites; remove one you no longer need");
        }
    }

    /// Stores changed settings.
    Site update(Actor actor, Site old, Site changed) {
        database.run(handle -> {
            handle.createUpdate("UPDATE sites SET site_key = :key, allowed_origins = :origins,"
                            + " time_zone = :zone, records_views = :views, joins_visits = :joins,"
                            + " shows_badge = :badge WHERE id = :id")
                    .bind("key", changed.key())
                    .bind("origins", String.join(" ", changed.allowedOrigins()))
                    .bind("zone", changed.timeZone().getId())
                    .bind("views", changed.recordsViews() ? 1 : 0)
                    .bind("joins", changed.choices().joinsVisits() ? 1 : 0)
                    .bind("badge", changed.choices().showsBadge() ? 1 : 0)
                    .bind("id", changed.id())
                    .execute();
            audit.add(handle, change(actor, changed, "changed", members(old), members(changed)));
        });
        remember(changed);
        return changed;
    }

    /// Gives the site another key; the old one is unknown from then on.
    Site rotateKey(Actor actor, Site site) {
        Site rotated = update(actor, site, site.withKey(SecretText.id(KEY_PREFIX, random)));
        byKey.remove(site.key());
        return rotated;
    }

    /// Notes that the site's worker runs; written at most once an hour, however many say so at once.
    public void workerSeen(Site known) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (isNoted(known, now)) {
            return;
        }
        database.run(handle -> {
            Site site = byId.getOrDefault(known.id(), known);
            if (!isNoted(site, now)) {
                handle.createUpdate("UPDATE sites SET worker_seen_at = :now WHERE id = :id")
                        .bind("now", now.toEpochMilli())
                        .bind("id", site.id())
                        .execute();
                remember(site.seen(now));
            }
        });
    }

    private static boolean isNoted(Site site, Instant now) {
        return site.workerSeenAt() != null && site.workerSeenAt().isAfter(now.minus(WORKER_NOTED_EVERY));
    }

    void remove(Actor actor, Site site) {
        database.run(handle -> {
            handle.createUpdate("UPDATE sites SET deleted_at = :now WHERE id = :id")
                    .bind("now", clock.millis())
                    .bind("id", site.id())
                    .execute();
            audit.add(handle, change(actor, site, "deleted", members(site), Map.of()));
        });
        byKey.remove(site.key());
        byId.remove(site.id());
    }

    /// Writes into the audit log what was done with a site's events.
    public void note(Actor actor, Site site, String what, Map<String, ?> before, Map<String, ?> after) {
        database.run(handle -> audit.add(handle, change(actor, site, what, before, after)));
    }

    private static AuditLog.Change change(
            Actor actor, Site site, String what, Map<String, ?> before, Map<String, ?> after) {
        return new AuditLog.Change(actor, site.organizationId(), "site." + what, site.id(), before, after);
    }

    private static Map<String, Object> members(Site site) {
        return Map.of(
                "domain", site.domain(),
                "key", site.key(),
                "allowed_origins", site.allowedOrigins(),
                "time_zone", site.timeZone().getId(),
                "records_views", site.recordsViews(),
                "joins_visits", site.choices().joinsVisits(),
                "shows_badge", site.choices().showsBadge());
    }

    void forget(OrganisationId organisation) {
        for (Site site : list(organisation)) {
            byKey.remove(site.key());
            byId.remove(site.id());
        }
    }

    private void remember(Site site) {
        byKey.put(site.key(), site);
        byId.put(site.id(), site);
    }

    private static Site site(ResultSet row) throws SQLException {
        long seen = row.getLong("worker_seen_at");
        Instant workerSeenAt = row.wasNull() ? null : Instant.ofEpochMilli(seen);
        return new Site(
                row.getString("id"),
                new OrganisationId(row.getString("organization_id")),
                row.getString("domain"),
                row.getString("site_key"),
                new Choices(
                        Arrays.stream(row.getString("allowed_origins").split(" ", -1))
                                .filter(origin -> !origin.isEmpty())
                                .toList(),
                        ZoneId.of(row.getString("time_zone")),
                        row.getInt("records_views") == 1,
                        row.getInt("joins_visits") == 1,
                        row.getInt("shows_badge") == 1),
                Instant.ofEpochMilli(row.getLong("created_at")),
                workerSeenAt);
    }
}
