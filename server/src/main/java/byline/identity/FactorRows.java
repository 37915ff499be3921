package byline.identity;

import byline.database.Times;
import byline.identity.SecondFactors.Factor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How a second factor stands in its table.
final class FactorRows {
    /// @param sealed a generator's seed or a passkey's `Credential`, encrypted under the server's secret
    /// @param credentialId of a passkey, null for a generator
    /// @param counter the last step of a generator that was used, or a passkey's own counter
    record Stored(Factor factor, String sealed, @Nullable String credentialId, long counter) {
        boolean counts() {
            return factor.confirmedAt() != null;
        }
    }

    private FactorRows() {}

    static void insert(Handle handle, String userId, Stored one) {
        Factor factor = one.factor();
        Instant confirmed = factor.confirmedAt();
        handle.createUpdate("INSERT INTO second_factors (id, user_id, kind, name, secret, credential_id, counter,"
                        + " created_at, confirmed_at)"
                        + " VALUES (:id, :user, :kind, :name, :secret, :credential, :counter, :now, :confirmed)")
                .bind("id", factor.id())
                .bind("user", userId)
                .bind("kind", factor.kind())
                .bind("name", factor.name())
                .bind("secret", one.sealed())
                .bind("credential", one.credentialId())
                .bind("counter", one.counter())
                .bind("now", factor.createdAt().toEpochMilli())
                .bind("confirmed", Times.millis(confirmed))
                .execute();
    }

    /// Notes a use, if nobody has used the factor since it was read.
    ///
    /// @param counter where it stands from now on
    /// @return whether this was the first use of that counter
    static boolean use(Handle handle, Stored one, long counter, Instant now) {
        return handle.createUpdate("UPDATE second_factors SET counter = :counter, last_used_at = :now,"
                                + " confirmed_at = COALESCE(confirmed_at, :now) WHERE id = :id AND counter = :before")
                        .bind("counter", counter)
                        .bind("now", now.toEpochMilli())
                        .bind("id", one.factor().id())
                        .bind("before", one.counter())
                        .execute()
                > 0;
    }

    /// The factors of a user, oldest first.
    static List<Stored> list(Handle handle, String userId) {
        return handle.createQuery("SELECT * FROM second_factors WHERE user_id = :user ORDER BY created_at, id")
                .bind("user", userId)
                .map((row, context) -> stored(row))
                .list();
    }

    static Optional<Stored> find(Handle handle, String userId, String id) {
        return list(handle, userId).stream()
                .filter(one -> one.factor().id().equals(id))
                .findFirst();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new Factor(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("name"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Times.read(row, "confirmed_at"),
                        Times.read(row, "last_used_at")),
                row.getString("secret"),
                row.getString("credential_id"),
                row.getLong("counter"));
    }
}
