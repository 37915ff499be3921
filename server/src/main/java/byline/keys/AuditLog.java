package byline.keys;

import byline.database.IdentityDatabase;
import byline.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
        AuditRow last = handle.createQuery("SELECT " + COLUMNS + " FROM audit_log a ORDER BY a.number DESC LIMIT 1")
                .map((row, context) -> AuditRow.of(row))
                .findOne()
                .orElse(AuditRow.NONE);
        OrganisationId organisation = change.organisation();
        AuditRow next = new AuditRow(
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

    /// Where to go on reading.
    ///
    /// @param below only entries with a smaller number
    public record Slice(long below, int limit) {}

    /// The entries of an organisation, newest first.
    public List<AuditEntry> list(OrganisationId organisation, Slice slice) {
        return list("a.organization_id = :id", organisation.value(), slice);
    }

    /// What a person did that is the person's to see, newest first: own affairs, logins, and changes in organisations
    /// the person still belongs to.
    public List<AuditEntry> listOf(String userId, Slice slice) {
        return list(
                "a.actor = :id AND (a.organization_id = '' OR a.action LIKE 'session.%' OR a.organization_id IN"
                        + " (SELECT m.organization_id FROM members m WHERE m.user_id = :id))",
                userId, slice);
    }

    private List<AuditEntry> list(String where, String id, Slice slice) {
        return database.read(handle -> handle.createQuery("SELECT " + COLUMNS + ", u.email FROM audit_log a"
                        + " LEFT JOIN users u ON u.id = a.actor WHERE " + where
                        + " AND a.number < :below ORDER BY a.number DESC LIMIT :limit")
                .bind("id", id)
                .bind("below", slice.below())
                .bind("limit", slice.limit())
                .map((row, context) -> AuditRow.of(row).entry(row.getString("email")))
                .list());
    }

    /// Reads the whole log again and follows the chain.
    public Verdict verify() {
        return database.read(handle -> {
            AuditRow last = AuditRow.NONE;
            try (var rows = handle.createQuery("SELECT " + COLUMNS + " FROM audit_log a ORDER BY a.number")
                    .map((row, context) -> AuditRow.of(row))
                    .iterator()) {
                while (rows.hasNext()) {
                    AuditRow next = rows.next();
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
}
