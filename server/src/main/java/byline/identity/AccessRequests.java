package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Requests of platforms and agents to be let in, which the operators of this server answer.
final class AccessRequests {
    private static final int MOST_PENDING = 5;

    /// @param status `pending`, `approved` or `rejected`
    record AccessRequest(
            String id,
            OrganisationType orgType,
            String organizationName,
            String adminEmail,
            String useCase,
            String requestedBy,
            Instant createdAt,
            String status,
            @Nullable Instant reviewedAt,
            @Nullable String reason,
            @Nullable OrganisationId organizationId) {}

    /// What someone asks for.
    record Wish(OrganisationType type, String organizationName, String adminEmail, String useCase) {}

    private final IdentityDatabase database;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    AccessRequests(Keys.Foundation foundation, AuditLog audit) {
        this.database = foundation.database();
        this.audit = audit;
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// @return nothing when the user has too many unanswered ones
    Optional<AccessRequest> add(Actor actor, Wish wish) {
        String id = SecretText.id("req_", random);
        boolean added = database.write(handle -> {
            long pending = handle.createQuery("SELECT COUNT(*) FROM access_requests"
                            + " WHERE requested_by = :user AND status = 'pending'")
                    .bind("user", actor.id())
                    .mapTo(Long.class)
                    .one();
            if (pending >= MOST_PENDING) {
                return false;
            }
            handle.createUpdate("INSERT INTO access_requests (id, org_type, organization_name, admin_email, use_case,"
                            + " requested_by, created_at, status)"
                            + " VALUES (:id, :type, :name, :email, :useCase, :by, :now, 'pending')")
                    .bind("id", id)
                    .bind("type", wish.type().text())
                    .bind("name", wish.organizationName())
                    .bind("email", wish.adminEmail())
                    .bind("useCase", wish.useCase())
                    .bind("by", actor.id())
                    .bind("now", clock.millis())
                    .execute();
            Map<String, String> after = Map.of("organization_name", wish.organizationName());
            audit.add(handle, new AuditLog.Change(actor, null, "access_request.created", id, Map.of(), after));
            return true;
        });
        return added ? find(id) : Optional.empty();
    }

    Optional<AccessRequest> find(String id) {
        return list("id = :value", id).stream().findFirst();
    }

    List<AccessRequest> listOf(String userId, OrganisationType type) {
        return list("requested_by = :value", userId).stream()
                .filter(one -> one.orgType() == type)
                .toList();
    }

    List<AccessRequest> listByStatus(String status) {
        return list("status = :value", status);
    }

    /// Answers a pending request, in one statement: of two operators one is first.
    ///
    /// @return whether it was pending
    boolean settle(Actor operator, String id, String status, String reason) {
        return database.write(handle -> {
            int settled = handle.createUpdate("UPDATE access_requests SET status = :status, reviewed_by = :by,"
                            + " reviewed_at = :now, reason = :reason WHERE id = :id AND status = 'pending'")
                    .bind("status", status)
                    .bind("by", operator.id())
                    .bind("now", clock.millis())
                    .bind("reason", reason)
                    .bind("id", id)
                    .execute();
            if (settled > 0) {
                Map<String, String> after = Map.of("reason", reason);
                audit.add(handle, new AuditLog.Change(operator, null, "access_request." + status, id, Map.of(), after));
            }
            return settled > 0;
        });
    }

    void link(String id, OrganisationId organisation) {
        database.run(handle -> handle.createUpdate(
                        "UPDATE access_requests SET organization_id = :organisation WHERE id = :id")
                .bind("organisation", organisation.value())
                .bind("id", id)
                .execute());
    }

    private List<AccessRequest> list(String where, String value) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM access_requests WHERE " + where + " ORDER BY created_at DESC, id LIMIT 1000")
                .bind("value", value)
                .map((row, context) -> request(row))
                .list());
    }

    private static AccessRequest request(ResultSet row) throws SQLException {
        long reviewed = row.getLong("reviewed_at");
        Instant reviewedAt = row.wasNull() ? null : Instant.ofEpochMilli(reviewed);
        String organisation = row.getString("organization_id");
        return new AccessRequest(
                row.getString("id"),
                OrganisationType.find(row.getString("org_type")).orElseThrow(),
                row.getString("organization_name"),
                row.getString("admin_email"),
                row.getString("use_case"),
                row.getString("requested_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("status"),
                reviewedAt,
                row.getString("reason"),
                organisation == null ? null : new OrganisationId(organisation));
    }
}
