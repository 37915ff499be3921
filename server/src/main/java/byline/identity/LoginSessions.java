package byline.identity;

import byline.database.IdentityDatabase;
import byline.identity.LoginSessionRows.Found;
import byline.keys.Actor;
import byline.keys.ApiKeys;
import byline.keys.AuditLog;
import byline.keys.Authentication;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.Principal;
import byline.keys.SecretText;
import byline.keys.ServerSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        String digest = secret.digest(token).hex();
        Instant end = clock.instant().plus(LIFETIME);
        database.run(handle -> {
            LoginSessionRows.insert(handle, id, login, new LoginSessionRows.Begun(digest, clock.instant(), end));
            Map<String, Object> after = Map.of("way", login.way(), "second_factor_due", login.secondFactorDue());
            Actor actor = new Actor(login.userId(), login.browser().address());
            audit.add(handle, new AuditLog.Change(actor, login.organisation(), "session.opened", id, Map.of(), after));
        });
        return new Opened(token, end);
    }

    /// The person behind a live token.
    Optional<Principal.Person> find(String token) {
        if (!SecretText.isWellFormed(token, Authentication.SESSION_PREFIX)) {
            return Optional.empty();
        }
        String digest = secret.digest(token).hex();
        long now = clock.millis();
        Optional<Found> found = database.read(handle -> LoginSessionRows.find(handle, digest, now));
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
        return database.read(handle -> LoginSessionRows.list(handle, userId, clock.millis()));
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
}
