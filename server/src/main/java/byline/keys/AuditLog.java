package byline.keys;

import byline.database.IdentityDatabase;
import byline.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Every change with who, when and from where, written in the transaction that made it. Append-only; each entry
/// carries a keyed hash over itself and the one before, so nobody without the server's secret rewrites it unseen.
public final class AuditLog {
    private static final String COLUMNS = "a.number, a.at, a.organization_id, a.actor, a.address, a.action, a.subject,"
            + " a.before_change, a.after_change, a.hash";

    /// A change to write down; never put a secret into it.
    ///
    /// @param organisation whose affair it is, null when it is the user's own or the server's
    public record Change(
            Actor actor,
            @Nullable OrganisationId organisation,
            String action,
            String subject,
            Map<String, ?> before,
            Map<String, ?> after) {}

    /// Whether the chain holds.
    public sealed interface Verdict {
        /// @param head hash of the last entry; kept elsewhere, it also shows whether entries were cut off the end
        record Intact(long entries, String head) implements Verdict {}

        /// @param number the first entry that is not as it was written, or is missing
        record Broken(long number) implements Verdict {}
    }

    private final IdentityDatabase database;
    private final ServerSecret secret;
    private final Clock clock;

    public AuditLog(IdentityDatabase database, ServerSecret secret, Clock clock) {
        this.database = database;
        this.secret = secret;
        this.clock = clock;
    }

    /// Appends within the transaction of the change itself: both are kept or neither.
    public void add(Handle handle, Change change) {
        Stored last = handle.createQuery("SELECT " + COLUMNS + " FROM audit_log a ORDER BY a.number DESC LIMIT 1")
                .map((row, context) -> Stored.of(row))
                .findOne()
                .orElse(Stored.NONE);
        OrganisationId organisation = change.organisation();
        Stored next = new Stored(
                last.number() + 1,
                clock.millis(),
                organisation == null ? "" : organisation.value(),
                change.actor().id(),
                change.actor().address(),
                change.action(),
                change.subject(),
                text(change.before()),
                text(change.after()),
                "");
        handle.createUpdate("INSERT INTO audit_log (number, at, organization_id, actor, address, action, subject,"
                        + " before_change, after_change, hash) VALUES (:number, :at, :organisation, :actor, :address,"
                        + " :action, :subject, :before, :after, :hash)")
                .bindMethods(next)
                .bind("hash", next.sealed(secret, last.hash()))
                .execute();
    }

    /// The entries of an organisation, newest first.
    ///
    /// @param below only entries with a smaller number
    public List<AuditEntry> list(OrganisationId organisation, long below, int limit) {
        return database.read(handle -> handle.createQuery("SELECT " + COLUMNS + ", u.email FROM audit_log a"
                        + " LEFT JOIN users u ON u.id = a.actor WHERE a.organization_id = :organisation"
                        + " AND a.number < :below ORDER BY a.number DESC LIMIT :limit")
                .bind("organisation", organisation.value())
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> Stored.of(row).entry(row.getString("email")))
                .list());
    }

    /// Reads the whole log again and follows the chain.
    public Verdict verify() {
        return database.read(handle -> {
            Stored last = Stored.NONE;
            try (var rows = handle.createQuery("SELECT " + COLUMNS + " FROM audit_log a ORDER BY a.number")
                    .map((row, context) -> Stored.of(row))
                    .iterator()) {
                while (rows.hasNext()) {
                    Stored next = rows.next();
                    boolean follows =
                            next.number() == last.number() + 1 && next.hash().equals(next.sealed(secret, last.hash()));
                    if (!follows) {
                        return new Verdict.Broken(last.number() + 1);
                    }
                    last = next;
                }
            }
            return new Verdict.Intact(last.number(), last.hash());
        });
    }

    private static String text(Map<String, ?> members) {
        return new String(Json.write(new TreeMap<>(members)), StandardCharsets.UTF_8);
    }

    /// A row, as it is hashed. Public to the binding of its own insert only.
    ///
    /// @param organisation empty for none
    public record Stored(
            long number,
            long at,
            String organisation,
            String actor,
            String address,
            String action,
            String subject,
            String before,
            String after,
            String hash) {
        static final Stored NONE = new Stored(0, 0, "", "", "", "", "", "", "", "");

        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getLong("number"),
                    row.getLong("at"),
                    row.getString("organization_id"),
                    row.getString("actor"),
                    row.getString("address"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("before_change"),
                    row.getString("after_change"),
                    row.getString("hash"));
        }

        String sealed(ServerSecret secret, String previous) {
            Object[] members = {previous, number, at, organisation, actor, address, action, subject, before, after};
            return secret.digest("audit\n" + new String(Json.write(members), StandardCharsets.UTF_8))
                    .hex();
        }

        AuditEntry entry(@Nullable String email) {
            return new AuditEntry(
                    number,
                    Instant.ofEpochMilli(at),
                    organisation.isEmpty() ? null : new OrganisationId(organisation),
                    actor,
                    email,
                    address,
                    action,
                    subject,
                    members(before),
                    members(after));
        }

        private static Map<String, Object> members(String text) {
            Map<String, Object> members = new TreeMap<>();
            JsonNode tree = Json.tree(text.getBytes(StandardCharsets.UTF_8));
            tree.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            return members;
        }
    }
}
