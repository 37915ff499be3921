package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.SecretText;
import byline.keys.ServerSecret;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What people prove themselves with besides their mailbox: one-time-password generators, and codes for the day the
/// generator is lost. A code works once.
final class SecondFactors {
    static final String TOTP = "totp";
    private static final int RECOVERY_CODES = 10;
    private static final int SEED_BYTES = 20;

    /// @param confirmedAt null until the first right code; until then the factor asks for nothing
    record Factor(
            String id,
            String kind,
            String name,
            Instant createdAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant lastUsedAt) {}

    /// A new generator with its seed, shown once.
    record Seeded(Factor factor, String seed) {}

    private record Stored(Factor factor, String sealedSeed, long lastStep) {}

    private final IdentityDatabase database;
    private final ServerSecret secret;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;
    private final TimeBasedOneTimePasswordGenerator generator;

    SecondFactors(Keys.Foundation foundation, AuditLog audit) {
        this.database = foundation.database();
        this.secret = foundation.secret();
        this.audit = audit;
        this.random = foundation.random();
        this.clock = foundation.clock();
        this.generator = new TimeBasedOneTimePasswordGenerator();
    }

    /// The kinds of factor this user must choose from when signing in; empty without any.
    List<String> kinds(String userId) {
        return list(userId).stream()
                .filter(factor -> factor.confirmedAt() != null)
                .map(Factor::kind)
                .distinct()
                .toList();
    }

    List<Factor> list(String userId) {
        return database.read(
                handle -> stored(handle, userId).stream().map(Stored::factor).toList());
    }

    /// A generator that asks for nothing until its first right code.
    Seeded addTotp(Actor actor, String name) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        String text = new Base32().encodeToString(seed);
        String id = SecretText.id("fac_", random);
        return database.write(handle -> {
            handle.createUpdate("DELETE FROM second_factors WHERE user_id = :user AND confirmed_at IS NULL")
                    .bind("user", actor.id())
                    .execute();
            handle.createUpdate("INSERT INTO second_factors (id, user_id, kind, name, secret, counter, created_at)"
                            + " VALUES (:id, :user, :kind, :name, :secret, 0, :now)")
                    .bind("id", id)
                    .bind("user", actor.id())
                    .bind("kind", TOTP)
                    .bind("name", name)
                    .bind("secret", secret.seal(text, random))
                    .bind("now", clock.millis())
                    .execute();
            return new Seeded(one(handle, actor.id(), id).orElseThrow().factor(), text);
        });
    }

    /// Makes a factor count, if the code is right.
    ///
    /// @return fresh recovery codes, the ones before are void; nothing for a wrong code
    Optional<List<String>> confirm(Actor actor, String id, String code) {
        return database.write(handle -> {
            Optional<Stored> factor = one(handle, actor.id(), id).filter(one -> passes(handle, one, code));
            if (factor.isEmpty()) {
                return Optional.empty();
            }
            handle.createUpdate("UPDATE second_factors SET confirmed_at = COALESCE(confirmed_at, :now) WHERE id = :id")
                    .bind("now", clock.millis())
                    .bind("id", id)
                    .execute();
            audit.add(
                    handle,
                    new AuditLog.Change(actor, null, "second_factor.added", id, Map.of(), Map.of("kind", TOTP)));
            return Optional.of(recoveryCodes(handle, actor.id()));
        });
    }

    /// Whether this is a right, unused code of one of the user's generators, or an unused recovery code.
    boolean check(Actor actor, String code) {
        return database.write(handle -> {
            boolean passed = stored(handle, actor.id()).stream()
                    .filter(one -> one.factor().confirmedAt() != null)
                    .anyMatch(one -> passes(handle, one, code));
            return passed || recovers(handle, actor, code);
        });
    }

    boolean remove(Actor actor, String id) {
        return database.write(handle -> {
            int gone = handle.createUpdate("DELETE FROM second_factors WHERE id = :id AND user_id = :user")
                    .bind("id", id)
                    .bind("user", actor.id())
                    .execute();
            if (gone > 0) {
                audit.add(handle, new AuditLog.Change(actor, null, "second_factor.removed", id, Map.of(), Map.of()));
            }
            return gone > 0;
        });
    }

    /// Clocks may be one step apart; a step that has been used is over.
    private boolean passes(Handle handle, Stored factor, String code) {
        long now = clock.instant().getEpochSecond() / generator.getTimeStep().toSeconds();
        for (long step = Math.max(now - 1, factor.lastStep() + 1); step <= now + 1; step++) {
            if (generated(factor, step).equals(code)) {
                handle.createUpdate("UPDATE second_factors SET counter = :step, last_used_at = :now WHERE id = :id")
                        .bind("step", step)
                        .bind("now", clock.millis())
                        .bind("id", factor.factor().id())
                        .execute();
                return true;
            }
        }
        return false;
    }

    private String generated(Stored factor, long step) {
        try {
            byte[] seed = new Base32().decode(secret.open(factor.sealedSeed()));
            Instant time = Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds());
            return generator.generateOneTimePasswordString(new SecretKeySpec(seed, generator.getAlgorithm()), time);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean recovers(Handle handle, Actor actor, String code) {
        int used = handle.createUpdate("UPDATE recovery_codes SET used_at = :now"
                        + " WHERE user_id = :user AND digest = :digest AND used_at IS NULL")
                .bind("now", clock.millis())
                .bind("user", actor.id())
                .bind("digest", digest(code))
                .execute();
        if (used > 0) {
            audit.add(handle, new AuditLog.Change(actor, null, "recovery_code.used", actor.id(), Map.of(), Map.of()));
        }
        return used > 0;
    }

    private List<String> recoveryCodes(Handle handle, String userId) {
        handle.createUpdate("DELETE FROM recovery_codes WHERE user_id = :user")
                .bind("user", userId)
                .execute();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            byte[] bits = new byte[10];
            random.nextBytes(bits);
            String code = new Base32().encodeToString(bits).toLowerCase(java.util.Locale.ROOT);
            codes.add(code);
            handle.createUpdate("INSERT INTO recovery_codes (user_id, digest) VALUES (:user, :digest)")
                    .bind("user", userId)
                    .bind("digest", digest(code))
                    .execute();
        }
        return codes;
    }

    private String digest(String code) {
        return secret.digest("recovery\n" + code).hex();
    }

    private static Optional<Stored> one(Handle handle, String userId, String id) {
        return stored(handle, userId).stream()
                .filter(factor -> factor.factor().id().equals(id))
                .findFirst();
    }

    private static List<Stored> stored(Handle handle, String userId) {
        return handle.createQuery("SELECT * FROM second_factors WHERE user_id = :user ORDER BY created_at, id")
                .bind("user", userId)
                .map((row, context) -> new Stored(factor(row), row.getString("secret"), row.getLong("counter")))
                .list();
    }

    private static Factor factor(ResultSet row) throws SQLException {
        return new Factor(
                row.getString("id"),
                row.getString("kind"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "confirmed_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
