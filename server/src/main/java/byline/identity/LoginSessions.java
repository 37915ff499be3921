package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.ApiKeys;
import byline.keys.AuditLog;
import byline.keys.Authentication;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.Principal;
import byline.keys.Role;
import byline.keys.SecretText;
import byline.keys.ServerSecret;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who is signed in from where. A token is kept as its hash and lives 30 days past its last use. Beginning, switching
/// and ending are in the audit log, of the organisation the session acts for.
public final class LoginSessions {
    static final Duration LIFETIME = Duration.ofDays(30);
    private static final Duration TOUCH = Duration.ofMinutes(10);

    /// One browser's or client's login, as its owner sees it.
    public record LoginSession(
            String id, Instant createdAt, Instant lastSeenAt, Instant expiresAt, String userAgent, String address) {}

    /// A new login; the token is shown once.
    record Opened(String token, Instant expiresAt) {}

    private final IdentityDatabase database;
    private final ApiKeys keys;
    private final AuditLog audit;
    private final ServerSecret secret;
    private final SecureRandom random;
    private final Clock clock;

    LoginSessions(Keys.Foundation foundation, Keys keys) {
        this.database = foundation.database();
        this.keys = keys.apiKeys();
        this.audit = keys.audit();
        this.secret = foundation.secret();
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// Where a login comes from.
    record Browser(String address, String userAgent) {
        Browser {
            userAgent = userAgent.substring(0, Math.min(userAgent.length(), 200));
        }
    }

    /// A sign-in that has succeeded so far.
    ///
    /// @param way how, as `link` or `openid:google`
    /// @param secondFactorDue whether the session opens nothing yet but the second step
    record Login(
            String userId,
            @Nullable OrganisationId organisation,
            Browser browser,
            String way,
            boolean secondFactorDue) {}

    Opened open(Login login) {
        String token = SecretText.mint(Authentication.SESSION_PREFIX, random);
        String id = SecretText.id("lgn_", random);
        Instant end = clock.instant().plus(LIFETIME);
        database.run(handle -> {
            insert(handle, id, login, token);
            Map<String, Object> after = Map.of("way", login.way(), "second_factor_due", login.secondFactorDue());
            Actor actor = new Actor(login.userId(), login.browser().address());
            audit.add(handle, new AuditLog.Change(actor, login.organisation(), "session.opened", id, Map.of(), after));
        });
        return new Opened(token, end);
    }

    private void insert(Handle handle, String id, Login login, String token) {
        OrganisationId organisation = login.organisation();
        handle.createUpdate("INSERT INTO login_sessions (id, user_id, token_digest, organization_id, address,"
                        + " user_agent, created_at, last_seen_at, expires_at, second_factor_due)"
                        + " VALUES (:id, :user, :digest, :organisation, :address, :agent, :now, :now, :expires, :due)")
                .bind("id", id)
                .bind("user", login.userId())
                .bind("digest", secret.digest(token).hex())
                .bind("organisation", organisation == null ? null : organisation.value())
                .bind("address", login.browser().address())
                .bind("agent", login.browser().userAgent())
                .bind("due", login.secondFactorDue() ? 1 : 0)
                .bind("now", clock.millis())
                .bind("expires", clock.millis() + LIFETIME.toMillis())
                .execute();
    }

    /// The person behind a live token.
    Optional<Principal.Person> find(String token) {
        if (!SecretText.isWellFormed(token, Authentication.SESSION_PREFIX)) {
            return Optional.empty();
        }
        String digest = secret.digest(token).hex();
        long now = clock.millis();
        record Found(Principal.Person person, long lastSeen) {}
        Optional<Found> found = database.read(handle -> handle.createQuery(
                        "SELECT s.id, s.last_seen_at, s.second_factor_due, s.user_id, u.email, u.operator,"
                                + " m.organization_id, m.role FROM login_sessions s JOIN users u ON u.id = s.user_id"
                                + " LEFT JOIN organizations o ON o.id = s.organization_id AND o.deleted_at IS NULL"
                                + " LEFT JOIN members m ON m.organization_id = o.id AND m.user_id = s.user_id"
                                + " WHERE s.token_digest = :digest AND s.expires_at > :now")
                .bind("digest", digest)
                .bind("now", now)
                .map((row, context) -> new Found(person(row), row.getLong("last_seen_at")))
                .findOne());
        found.filter(session -> now - session.lastSeen() > TOUCH.toMillis()).ifPresent(session -> touch(digest, now));
        return found.map(Found::person);
    }

    /// Makes another organisation the active one; keys made for this session end with the old one.
    void switchTo(String session, @Nullable OrganisationId organisation) {
        keys.endWith(session);
        database.run(handle -> handle.createUpdate(
                        "UPDATE login_sessions SET organization_id = :organisation WHERE id = :id")
                .bind("organisation", organisation == null ? null : organisation.value())
                .bind("id", session)
                .execute());
    }

    /// The same, asked for by the person.
    void enter(Actor actor, String session, OrganisationId organisation) {
        switchTo(session, organisation);
        database.run(handle -> audit.add(
                handle, new AuditLog.Change(actor, organisation, "session.switched", session, Map.of(), Map.of())));
    }

    List<LoginSession> list(String userId) {
        return database.read(handle -> handle.createQuery("SELECT * FROM login_sessions WHERE user_id = :user"
                        + " AND expires_at > :now ORDER BY last_seen_at DESC, id")
                .bind("user", userId)
                .bind("now", clock.millis())
                .map((row, context) -> new LoginSession(
                        row.getString("id"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("last_seen_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        row.getString("user_agent"),
                        row.getString("address")))
                .list());
    }

    /// Ends one session of the user who acts, and the keys made for it.
    ///
    /// @return whether the user had it
    boolean end(Actor actor, String session) {
        boolean ended = database.write(handle -> {
            Optional<String> organisation = handle.createQuery("SELECT COALESCE(organization_id, '')"
                            + " FROM login_sessions WHERE id = :id AND user_id = :user")
                    .bind("id", session)
                    .bind("user", actor.id())
                    .mapTo(String.class)
                    .findOne();
            organisation.ifPresent(id -> {
                handle.createUpdate("DELETE FROM login_sessions WHERE id = :id")
                        .bind("id", session)
                        .execute();
                OrganisationId of = id.isEmpty() ? null : new OrganisationId(id);
                audit.add(handle, new AuditLog.Change(actor, of, "session.ended", session, Map.of(), Map.of()));
            });
            return organisation.isPresent();
        });
        if (ended) {
            keys.endWith(session);
        }
        return ended;
    }

    /// @param kept empty to end them all
    void endOthers(Actor actor, String kept) {
        list(actor.id()).stream()
                .map(LoginSession::id)
                .filter(id -> !id.equals(kept))
                .forEach(id -> end(actor, id));
    }

    /// Ends the session this token is of, if it is of one.
    ///
    /// @param address where that is asked for
    void endToken(String token, String address) {
        find(token).ifPresent(person -> end(new Actor(person.userId(), address), person.loginSession()));
    }

    /// Takes a member who has left out of the organisation's sessions, with the keys made there.
    void leave(String userId, OrganisationId organisation) {
        List<String> affected = database.read(handle -> handle.createQuery(
                        "SELECT id FROM login_sessions WHERE user_id = :user" + " AND organization_id = :organisation")
                .bind("user", userId)
                .bind("organisation", organisation.value())
                .mapTo(String.class)
                .list());
        affected.forEach(session -> switchTo(session, null));
    }

    /// Gives a session that owed its second factor its rights, under a new token; the old one is worth nothing.
    Opened complete(String session) {
        String token = SecretText.mint(Authentication.SESSION_PREFIX, random);
        Instant end = clock.instant().plus(LIFETIME);
        database.run(handle -> handle.createUpdate("UPDATE login_sessions SET token_digest = :digest,"
                        + " second_factor_due = 0, expires_at = :expires WHERE id = :id")
                .bind("digest", secret.digest(token).hex())
                .bind("expires", end.toEpochMilli())
                .bind("id", session)
                .execute());
        return new Opened(token, end);
    }

    /// Drops sessions that have run out.
    void forgetExpired() {
        database.run(handle -> handle.createUpdate("DELETE FROM login_sessions WHERE expires_at < :now")
                .bind("now", clock.millis())
                .execute());
    }

    private void touch(String digest, long now) {
        database.run(handle -> handle.createUpdate("UPDATE login_sessions SET last_seen_at = :now,"
                        + " expires_at = :expires WHERE token_digest = :digest")
                .bind("now", now)
                .bind("expires", now + LIFETIME.toMillis())
                .bind("digest", digest)
                .execute());
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
