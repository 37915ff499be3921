package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The people, found by their e-mail address.
public final class Users {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,255}");

    /// @param operator whether they operate this server
    public record User(String id, String email, String name, boolean operator) {}

    private final IdentityDatabase database;
    private final SecureRandom random;
    private final Clock clock;

    public Users(IdentityDatabase database, SecureRandom random, Clock clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /// The address in the form it is kept in, or nothing when it is none.
    static Optional<String> normalise(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        return Optional.of(address).filter(EMAIL.asMatchPredicate());
    }

    /// The user with this address, made on first sight.
    User findOrAdd(String email, boolean operator) {
        return database.write(handle -> {
            handle.createUpdate("INSERT INTO users (id, email, name, operator, created_at)"
                            + " VALUES (:id, :email, :name, :operator, :now) ON CONFLICT (email)"
                            + " DO UPDATE SET operator = MAX(users.operator, excluded.operator)")
                    .bind("id", SecretText.id("usr_", random))
                    .bind("email", email)
                    .bind("name", email.substring(0, email.indexOf('@')))
                    .bind("operator", operator ? 1 : 0)
                    .bind("now", clock.millis())
                    .execute();
            return by(handle, "email", email).orElseThrow();
        });
    }

    Optional<User> find(String id) {
        return database.read(handle -> by(handle, "id", id));
    }

    /// Gives the user another display name.
    User rename(String id, String name) {
        return database.write(handle -> {
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
                .map((row, context) -> new User(
                        row.getString("id"),
                        row.getString("email"),
                        row.getString("name"),
                        row.getInt("operator") == 1))
                .findOne();
    }
}
