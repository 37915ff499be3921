package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who belongs to which organisation, and as what. No organisation is ever left without an owner.
final class Members {
    private static final String SELECT = "SELECT m.user_id, u.email, u.name, m.role, m.joined_at FROM members m"
            + " JOIN users u ON u.id = m.user_id WHERE m.organization_id = :organisation";

    record Member(String userId, String email, String name, Role role, Instant joinedAt) {}

    /// What came of a change.
    enum Outcome {
        DONE,
        UNKNOWN,
        LAST_OWNER
    }

    private final IdentityDatabase database;
    private final AuditLog audit;

    Members(Keys.Foundation foundation, AuditLog audit) {
        this.database = foundation.database();
        this.audit = audit;
    }

    List<Member> list(OrganisationId organisation) {
        return database.read(handle -> handle.createQuery(SELECT + " ORDER BY m.joined_at, m.user_id")
                .bind("organisation", organisation.value())
                .map((row, context) -> new Member(
                        row.getString("user_id"),
                        row.getString("email"),
                        row.getString("name"),
                        Role.find(row.getString("role")).orElseThrow(),
                        Instant.ofEpochMilli(row.getLong("joined_at"))))
                .list());
    }

    Optional<Member> find(OrganisationId organisation, String userId) {
        return list(organisation).stream()
                .filter(member -> member.userId().equals(userId))
                .findFirst();
    }

    Outcome changeRole(Actor actor, OrganisationId organisation, String userId, Role role) {
        return database.write(handle -> {
            Optional<Role> old = role(handle, organisation, userId);
            if (old.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (old.get() == Role.OWNER && role != Role.OWNER && owners(handle, organisation) == 1) {
                return Outcome.LAST_OWNER;
            }
            handle.createUpdate("UPDATE members SET role = :role"
                            + " WHERE organization_id = :organisation AND user_id = :user")
                    .bind("role", role.text())
                    .bind("organisation", organisation.value())
                    .bind("user", userId)
                    .execute();
            Map<String, String> before = Map.of("role", old.get().text());
            Map<String, String> after = Map.of("role", role.text());
            audit.add(handle, new AuditLog.Change(actor, organisation, "member.changed", userId, before, after));
            return Outcome.DONE;
        });
    }

    Outcome remove(Actor actor, OrganisationId organisation, String userId) {
        return database.write(handle -> remove(handle, actor, organisation, userId));
    }

    /// Leaves every organisation of the user, or none of them when one would be left without owner.
    boolean leaveAll(Actor actor, String userId) {
        return database.write(handle -> {
            List<OrganisationId> all = handle.createQuery("SELECT m.organization_id FROM members m"
                            + " JOIN organizations o ON o.id = m.organization_id"
                            + " WHERE m.user_id = :user AND o.deleted_at IS NULL")
                    .bind("user", userId)
                    .mapTo(String.class)
                    .map(OrganisationId::new)
                    .list();
            boolean needed = all.stream()
                    .anyMatch(one -> role(handle, one, userId).orElseThrow() == Role.OWNER && owners(handle, one) == 1);
            if (!needed) {
                all.forEach(one -> remove(handle, actor, one, userId));
            }
            return !needed;
        });
    }

    private Outcome remove(Handle handle, Actor actor, OrganisationId organisation, String userId) {
        Optional<Role> old = role(handle, organisation, userId);
        if (old.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (old.get() == Role.OWNER && owners(handle, organisation) == 1) {
            return Outcome.LAST_OWNER;
        }
        handle.createUpdate("DELETE FROM members WHERE organization_id = :organisation AND user_id = :user")
                .bind("organisation", organisation.value())
                .bind("user", userId)
                .execute();
        Map<String, String> before = Map.of("role", old.get().text());
        audit.add(handle, new AuditLog.Change(actor, organisation, "member.removed", userId, before, Map.of()));
        return Outcome.DONE;
    }

    private static Optional<Role> role(Handle handle, OrganisationId organisation, String userId) {
        return handle.createQuery("SELECT role FROM members WHERE organization_id = :organisation AND user_id = :user")
                .bind("organisation", organisation.value())
                .bind("user", userId)
                .mapTo(String.class)
                .findOne()
                .flatMap(Role::find);
    }

    private static long owners(Handle handle, OrganisationId organisation) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM members WHERE organization_id = :organisation AND role = 'owner'")
                .bind("organisation", organisation.value())
                .mapTo(Long.class)
                .one();
    }
}
