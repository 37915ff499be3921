package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.Role;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tenants and who belongs to them.
public final class Organisations {
    /// An organisation as one of its members sees it.
    public record Organisation(
            OrganisationId id, String name, OrganisationType type, String slug, Instant createdAt, Role role) {}

    private static final String SELECT = "SELECT o.*, m.role FROM organizations o"
            + " JOIN members m ON m.organization_id = o.id WHERE o.deleted_at IS NULL AND m.user_id = :user";

    /// How long a deleted organisation can be brought back.
    static final Duration GRACE = Duration.ofDays(30);

    private final IdentityDatabase database;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    Organisations(Keys.Foundation foundation, AuditLog audit) {
        this.database = foundation.database();
        this.audit = audit;
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// Makes an organisation whose first owner is this user.
    ///
    /// @return nothing when the slug is taken
    Optional<Organisation> add(Actor actor, String userId, String name, OrganisationType type, String slug) {
        OrganisationId id = new OrganisationId(SecretText.id("org_", random));
        Instant now = clock.instant();
        try {
            database.run(handle -> {
                handle.createUpdate("INSERT INTO organizations (id, name, org_type, slug, created_at)"
                                + " VALUES (:id, :name, :type, :slug, :now)")
                        .bind("id", id.value())
                        .bind("name", name)
                        .bind("type", type.text())
                        .bind("slug", slug)
                        .bind("now", now.toEpochMilli())
                        .execute();
                handle.createUpdate("INSERT INTO members (organization_id, user_id, role, joined_at)"
                                + " VALUES (:id, :user, :role, :now)")
                        .bind("id", id.value())
                        .bind("user", userId)
                        .bind("role", Role.OWNER.text())
                        .bind("now", now.toEpochMilli())
                        .execute();
                Map<String, String> made = Map.of("name", name, "org_type", type.text(), "slug", slug, "owner", userId);
                audit.add(handle, change(actor, id, "created", Map.of(), made));
            });
        } catch (RuntimeException failure) {
            if (IdentityDatabase.isDuplicate(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
        return Optional.of(new Organisation(id, name, type, slug, now, Role.OWNER));
    }

    /// The organisations of a user, oldest first.
    List<Organisation> list(String userId) {
        return database.read(handle -> handle.createQuery(SELECT + " ORDER BY m.joined_at, o.id")
                .bind("user", userId)
                .map((row, context) -> organisation(row))
                .list());
    }

    /// One organisation, if this user belongs to it.
    Optional<Organisation> find(String userId, String id) {
        return database.read(handle -> handle.createQuery(SELECT + " AND o.id = :id")
                .bind("user", userId)
                .bind("id", id)
                .map((row, context) -> organisation(row))
                .findOne());
    }

    /// Gives an organisation another name and slug.
    ///
    /// @return whether the slug was free
    boolean change(Actor actor, Organisation old, String name, String slug) {
        try {
            database.run(handle -> {
                handle.createUpdate("UPDATE organizations SET name = :name, slug = :slug WHERE id = :id")
                        .bind("name", name)
                        .bind("slug", slug)
                        .bind("id", old.id().value())
                        .execute();
                Map<String, String> before = Map.of("name", old.name(), "slug", old.slug());
                audit.add(handle, change(actor, old.id(), "changed", before, Map.of("name", name, "slug", slug)));
            });
            return true;
        } catch (RuntimeException failure) {
            if (IdentityDatabase.isDuplicate(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /// Makes an organisation gone for everybody; its owners can bring it back for a while.
    ///
    /// @return until when
    Instant remove(Actor actor, OrganisationId id) {
        Instant until = clock.instant().plus(GRACE);
        database.run(handle -> {
            handle.createUpdate("UPDATE organizations SET deleted_at = :now, purge_after = :until WHERE id = :id")
                    .bind("now", clock.millis())
                    .bind("until", until.toEpochMilli())
                    .bind("id", id.value())
                    .execute();
            audit.add(handle, change(actor, id, "deleted", Map.of(), Map.of("until", until)));
        });
        return until;
    }

    /// Brings a deleted organisation back, if this user owns it and it is not too late.
    boolean restore(Actor actor, String userId, OrganisationId id) {
        return database.write(handle -> {
            int restored = handle.createUpdate("UPDATE organizations SET deleted_at = NULL, purge_after = NULL"
                            + " WHERE id = :id AND deleted_at IS NOT NULL AND purge_after > :now AND EXISTS (SELECT 1"
                            + " FROM members WHERE organization_id = :id AND user_id = :user AND role = 'owner')")
                    .bind("id", id.value())
                    .bind("now", clock.millis())
                    .bind("user", userId)
                    .execute();
            if (restored > 0) {
                audit.add(handle, change(actor, id, "restored", Map.of(), Map.of()));
            }
            return restored > 0;
        });
    }

    private static AuditLog.Change change(
            Actor actor, OrganisationId id, String what, Map<String, ?> before, Map<String, ?> after) {
        return new AuditLog.Change(actor, id, "organization." + what, id.value(), before, after);
    }

    /// What anyone who may know of an organisation may know: its name and type.
    public record Public(OrganisationId id, String name, OrganisationType type) {}

    public Optional<Public> find(OrganisationId id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, name, org_type FROM organizations WHERE id = :id AND deleted_at IS NULL")
                .bind("id", id.value())
                .map((row, context) -> new Public(
                        new OrganisationId(row.getString("id")),
                        row.getString("name"),
                        OrganisationType.find(row.getString("org_type")).orElseThrow()))
                .findOne());
    }

    /// A slug made of a name: `The Daily Bugle` → `the-daily-bugle`.
    static String slug(String name) {
        String slug = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "organization" : slug.substring(0, Math.min(slug.length(), 60));
    }

    private static Organisation organisation(ResultSet row) throws SQLException {
        return new Organisation(
                new OrganisationId(row.getString("id")),
                row.getString("name"),
                OrganisationType.find(row.getString("org_type")).orElseThrow(),
                row.getString("slug"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Role.find(row.getString("role")).orElseThrow());
    }
}
