package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.Role;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The tenants and who belongs to them.
public final class Organisations {
    /// An organisation as one of its members sees it.
    public record Organisation(
            OrganisationId id, String name, OrganisationType type, String slug, Instant createdAt, Role role) {}

    private static final String SELECT = "SELECT o.*, m.role FROM organizations o"
            + " JOIN members m ON m.organization_id = o.id WHERE o.deleted_at IS NULL AND m.user_id = :user";

    private final IdentityDatabase database;
    private final SecureRandom random;
    private final Clock clock;

    public Organisations(IdentityDatabase database, SecureRandom random, Clock clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /// Makes an organisation whose first owner is this user.
    ///
    /// @return nothing when the slug is taken
    Optional<Organisation> add(String userId, String name, OrganisationType type, String slug) {
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

    void rename(OrganisationId id, String name) {
        database.run(handle -> handle.createUpdate("UPDATE organizations SET name = :name WHERE id = :id")
                .bind("name", name)
                .bind("id", id.value())
                .execute());
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
