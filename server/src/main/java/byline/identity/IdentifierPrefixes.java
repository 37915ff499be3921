package byline.identity;

import byline.database.IdentityDatabase;
import byline.database.Times;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What content ids of an organisation begin with. Two organisations never own prefixes one of which begins the other.
final class IdentifierPrefixes {
    /// @param domain the verified domain whose manifest names the prefix
    record Prefix(
            String id,
            OrganisationId organizationId,
            String prefix,
            String domain,
            boolean verified,
            Instant createdAt,
            @Nullable Instant verifiedAt) {}

    private final IdentityDatabase database;
    private final AuditLog audit;
    private final ContentOwners owners;
    private final SecureRandom random;
    private final Clock clock;

    IdentifierPrefixes(Keys.Foundation foundation, AuditLog audit, ContentOwners owners) {
        this.database = foundation.database();
        this.audit = audit;
        this.owners = owners;
        this.random = foundation.random();
        this.clock = foundation.clock();
        database.read(handle -> handle.createQuery("SELECT * FROM identifier_prefixes WHERE verified_at IS NOT NULL")
                        .map((row, context) -> prefix(row))
                        .list())
                .forEach(one -> owners.putPrefix(one.prefix(), one.organizationId()));
    }

    List<Prefix> list(OrganisationId organisation) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM identifier_prefixes WHERE organization_id = :organisation ORDER BY prefix")
                .bind("organisation", organisation.value())
                .map((row, context) -> prefix(row))
                .list());
    }

    /// A verified prefix and how its proof stands.
    ///
    /// @param failingSince since when the manifest has not named it, null when it does
    record Proved(
            Prefix prefix,
            @Nullable Instant checkedAt,
            @Nullable Instant failingSince,
            @Nullable Instant warnedAt) {}

    /// Every verified prefix, the longest unchecked first.
    List<Proved> listProved() {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM identifier_prefixes WHERE verified_at IS NOT NULL ORDER BY checked_at, id")
                .map((row, context) -> new Proved(
                        prefix(row),
                        Times.read(row, "checked_at"),
                        Times.read(row, "failing_since"),
                        Times.read(row, "warned_at")))
                .list());
    }

    /// Notes a re-check.
    ///
    /// @param failingSince since when the proof has been missing, null when it is there
    void checked(Prefix prefix, @Nullable Instant failingSince, @Nullable Instant warnedAt) {
        database.run(handle -> handle.createUpdate("UPDATE identifier_prefixes SET checked_at = :now,"
                        + " failing_since = :failing, warned_at = :warned WHERE id = :id AND verified_at IS NOT NULL")
                .bind("now", clock.millis())
                .bind("failing", Times.millis(failingSince))
                .bind("warned", Times.millis(warnedAt))
                .bind("id", prefix.id())
                .execute());
    }

    /// Takes a proof back.
    void lose(Actor actor, Prefix prefix) {
        database.run(handle -> {
            handle.createUpdate("UPDATE identifier_prefixes SET verified_at = NULL, checked_at = NULL,"
                            + " failing_since = NULL, warned_at = NULL WHERE id = :id")
                    .bind("id", prefix.id())
                    .execute();
            audit.add(handle, change(actor, prefix, "lost", Map.of("prefix", prefix.prefix())));
            owners.removePrefix(prefix.prefix(), prefix.organizationId());
        });
    }

    /// Claims a prefix; claiming it again with a proof verifies it.
    ///
    /// @param proved whether the domain's manifest names it
    /// @return nothing when it overlaps with what another organisation has proved
    Optional<Prefix> claim(Actor actor, OrganisationId organisation, String prefix, String domain, boolean proved) {
        return database.write(handle -> {
            if (proved && overlaps(handle, organisation, prefix)) {
                return Optional.empty();
            }
            handle.createUpdate("INSERT INTO identifier_prefixes (id, organization_id, prefix, domain, created_at,"
                            + " verified_at) VALUES (:id, :organisation, :prefix, :domain, :now, :verified)"
                            + " ON CONFLICT (organization_id, prefix) DO UPDATE SET domain = excluded.domain,"
                            + " verified_at = COALESCE(excluded.verified_at, identifier_prefixes.verified_at)")
                    .bind("id", SecretText.id("pre_", random))
                    .bind("organisation", organisation.value())
                    .bind("prefix", prefix)
                    .bind("domain", domain)
                    .bind("now", clock.millis())
                    .bind("verified", proved ? clock.millis() : null)
                    .execute();
            Prefix claimed = handle.createQuery("SELECT * FROM identifier_prefixes"
                            + " WHERE organization_id = :organisation AND prefix = :prefix")
                    .bind("organisation", organisation.value())
                    .bind("prefix", prefix)
                    .map((row, context) -> prefix(row))
                    .one();
            Map<String, Object> after = Map.of("prefix", prefix, "domain", domain, "verified", claimed.verified());
            audit.add(handle, change(actor, claimed, "claimed", after));
            if (claimed.verified()) {
                owners.putPrefix(prefix, organisation);
            }
            return Optional.of(claimed);
        });
    }

    boolean remove(Actor actor, OrganisationId organisation, String id) {
        return database.write(handle -> {
            Optional<Prefix> found = handle.createQuery(
                            "SELECT * FROM identifier_prefixes WHERE id = :id AND organization_id = :organisation")
                    .bind("id", id)
                    .bind("organisation", organisation.value())
                    .map((row, context) -> prefix(row))
                    .findOne();
            found.ifPresent(one -> {
                handle.createUpdate("DELETE FROM identifier_prefixes WHERE id = :id")
                        .bind("id", id)
                        .execute();
                audit.add(handle, change(actor, one, "removed", Map.of("prefix", one.prefix())));
                owners.removePrefix(one.prefix(), organisation);
            });
            return found.isPresent();
        });
    }

    private static boolean overlaps(Handle handle, OrganisationId organisation, String prefix) {
        return handle
                .createQuery("SELECT prefix FROM identifier_prefixes WHERE verified_at IS NOT NULL"
                        + " AND organization_id <> :organisation")
                .bind("organisation", organisation.value())
                .mapTo(String.class)
                .list()
                .stream()
                .anyMatch(other -> other.startsWith(prefix) || prefix.startsWith(other));
    }

    private static AuditLog.Change change(Actor actor, Prefix prefix, String what, Map<String, ?> after) {
        return new AuditLog.Change(
                actor, prefix.organizationId(), "identifier_prefix." + what, prefix.id(), Map.of(), after);
    }

    private static Prefix prefix(ResultSet row) throws SQLException {
        Instant verifiedAt = Times.read(row, "verified_at");
        return new Prefix(
                row.getString("id"),
                new OrganisationId(row.getString("organization_id")),
                row.getString("prefix"),
                row.getString("domain"),
                verifiedAt != null,
                Instant.ofEpochMilli(row.getLong("created_at")),
                verifiedAt);
    }
}
