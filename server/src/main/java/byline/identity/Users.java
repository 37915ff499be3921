package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The people, found by their e-mail address.
public final class Users {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,255}");

    /// @param operator whether they operate this server
    public record User(String id, String email, String name, boolean operator) {}

    private final IdentityDatabase database;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    Users(Keys.Foundation foundation, AuditLog audit) {
        this.database = foundation.database();
        this.audit = audit;
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// The address in the form it is kept in, or nothing when it is none.
    static Optional<String> normalise(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        return Optional.of(address).filter(EMAIL.asMatchPredicate());
    }

    /// The user with this address, made on first sight.
    User findOrAdd(String email, boolean operator) {
        return database.write(handle -> {
            boolean promoted = operator
                    && by(handle, "email", email).filter(User::operator).isEmpty();
            handle.createUpdate("INSERT INTO users (id, email, name, operator, created_at)"
                            + " VALUES (:id, :email, :name, :operator, :now) ON CONFLICT (email)"
                            + " DO UPDATE SET operator = MAX(users.operator, excluded.operator)")
                    .bind("id", SecretText.id("usr_", random))
                    .bind("email", email)
                    .bind("name", email.substring(0, email.indexOf('@')))
                    .bind("operator", operator ? 1 : 0)
                    .bind("now", clock.millis())
                    .execute();
            User user = by(handle, "email", email).orElseThrow();
            if (promoted) {
                Map<String, Boolean> after = Map.of("operator", true);
                audit.add(
                        handle, new AuditLog.Change(Actor.CONSOLE, null, "user.promoted", user.id(), Map.of(), after));
            }
            return user;
        });
    }

    Optional<User> findByEmail(String email) {
        return database.read(handle -> by(handle, "email", email));
    }

    Optional<User> find(String id) {
        return database.read(handle -> by(handle, "id", id));
    }

    /// Those who run this server.
    List<User> operators() {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, email, name, operator FROM users WHERE operator = 1 ORDER BY created_at, id")
                .map((row, context) -> user(row))
                .list());
    }

    /// Forgets who the user was; what the user did stays in the audit log under the bare id.
    void forget(Actor actor, String id) {
        database.run(handle -> {
            for (String table : List.of("provider_accounts", "second_factors", "recovery_codes")) {
                handle.createUpdate("DELETE FROM <table> WHERE user_id = :id")
                        .define("table", table)
                        .bind("id", id)
                        .execute();
            }
            handle.createUpdate("UPDATE users SET email = id, name = '', operator = 0 WHERE id = :id")
                    .bind("id", id)
                    .execute();
            audit.add(handle, new AuditLog.Change(actor, null, "user.deleted", id, Map.of(), Map.of()));
        });
    }

    /// Gives the user another display name.
    User rename(Actor actor, String id, String name) {
        return database.write(handle -> {
            audit.add(handle, new AuditLog.Change(actor, null, "user.changed", id, Map.of(), Map.of("name", name)));
            handle.createUpdate("UPDATE users SET name = :name WHERE id = :id")
                    .bind("name", name)
                    .bind("id", id)
                    .execute();
            return by(handle, "id", id).orElseThrow();
        });
    }

    /// Whether nobody has ever signed in here.
    public boolean isEmpty() {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM users")
                        .mapTo(Long.class)
                        .one()
                == 0);
    }

    private static Optional<User> by(Handle handle, String column, String value) {
        return handle.createQuery("SELECT id, email, name, operator FROM users WHERE <column> = :value")
                .define("column", column)
                .bind("value", value)
                .map((row, context) -> user(row))
                .findOne();
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("id"), row.getString("email"), row.getString("name"), row.getInt("operator") == 1);
    }
}
