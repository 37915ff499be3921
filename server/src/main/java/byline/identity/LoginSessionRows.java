package byline.identity;

import byline.identity.LoginSessions.Login;
import byline.identity.LoginSessions.LoginSession;
import byline.keys.OrganisationId;
import byline.keys.Principal;
import byline.keys.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How a login session stands in its table.
final class LoginSessionRows {
    private LoginSessionRows() {}

    /// What a session begins with besides its login.
    record Begun(String tokenDigest, Instant at, Instant end) {}

    /// The person behind a token, and when the session was last used.
    record Found(Principal.Person person, long lastSeen) {}

    static void insert(Handle handle, String id, Login login, Begun begun) {
        OrganisationId organisation = login.organisation();
        handle.createUpdate("INSERT INTO login_sessions (id, user_id, token_digest, organization_id, address,"
                        + " user_agent, created_at, last_seen_at, expires_at, second_factor_due)"
                        + " VALUES (:id, :user, :digest, :organisation, :address, :agent, :now, :now, :expires, :due)")
                .bind("id", id)
                .bind("user", login.userId())
                .bind("digest", begun.tokenDigest())
                .bind("organisation", organisation == null ? null : organisation.value())
                .bind("address", login.browser().address())
                .bind("agent", login.browser().userAgent())
                .bind("due", login.secondFactorDue() ? 1 : 0)
                .bind("now", begun.at().toEpochMilli())
                .bind("expires", begun.end().toEpochMilli())
                .execute();
    }

    /// A deleted organisation is none.
    static Optional<Found> find(Handle handle, String tokenDigest, long now) {
        return handle.createQuery("SELECT s.id, s.last_seen_at, s.second_factor_due, s.user_id, u.email, u.operator,"
                        + " m.organization_id, m.role FROM login_sessions s JOIN users u ON u.id = s.user_id"
                        + " LEFT JOIN organizations o ON o.id = s.organization_id AND o.deleted_at IS NULL"
                        + " LEFT JOIN members m ON m.organization_id = o.id AND m.user_id = s.user_id"
                        + " WHERE s.token_digest = :digest AND s.expires_at > :now")
                .bind("digest", tokenDigest)
                .bind("now", now)
                .map((row, context) -> new Found(person(row), row.getLong("last_seen_at")))
                .findOne();
    }

    /// The live sessions of a user, the last used first.
    static List<LoginSession> list(Handle handle, String userId, long now) {
        return handle.createQuery("SELECT * FROM login_sessions WHERE user_id = :user"
                        + " AND expires_at > :now ORDER BY last_seen_at DESC, id")
                .bind("user", userId)
                .bind("now", now)
                .map((row, context) -> new LoginSession(
                        row.getString("id"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("last_seen_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        row.getString("user_agent"),
                        row.getString("address")))
                .list();
    }

    private static Principal.Person person(ResultSet row) throws SQLException {
        String organisation = row.getString("organization_id");
        return new Principal.Person(
                row.getString("user_id"),
                row.getString("email"),
                row.getString("id"),
                organisation == null ? null : new OrganisationId(organisation),
                organisation == null ? null : Role.find(row.getString("role")).orElseThrow(),
                row.getInt("operator") == 1,
                row.getInt("second_factor_due") == 1);
    }
}
