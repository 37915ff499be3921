package byline.identity;

import byline.database.Times;
import byline.identity.Delegations.Delegation;
import byline.keys.OrganisationId;
import byline.keys.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// How a delegation stands in its table. Lists are words with a space between.
final class DelegationRows {
    private DelegationRows() {}

    static void insert(Handle handle, Delegation made) {
        Instant expires = made.expiresAt();
        Set<String> domains = made.domains();
        handle.createUpdate("INSERT INTO delegations (id, grantor, grantee, scopes, domains, created_at, created_by,"
                        + " expires_at) VALUES (:id, :grantor, :grantee, :scopes, :domains, :now, :by, :expires)")
                .bind("id", made.id())
                .bind("grantor", made.grantor().value())
                .bind("grantee", made.grantee().value())
                .bind("scopes", String.join(" ", words(made.scopes())))
                .bind("domains", domains == null ? null : String.join(" ", domains))
                .bind("now", made.createdAt().toEpochMilli())
                .bind("by", made.createdBy())
                .bind("expires", Times.millis(expires))
                .execute();
    }

    static List<String> words(Set<Scope> scopes) {
        return scopes.stream().map(Scope::text).sorted().toList();
    }

    static Optional<Delegation> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM delegations WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> delegation(row))
                .findOne();
    }

    static Delegation delegation(ResultSet row) throws SQLException {
        String domains = row.getString("domains");
        return new Delegation(
                row.getString("id"),
                new OrganisationId(row.getString("grantor")),
                new OrganisationId(row.getString("grantee")),
                Arrays.stream(row.getString("scopes").split(" ", -1))
                        .flatMap(text -> Scope.find(text).stream())
                        .collect(Collectors.toSet()),
                domains == null ? null : Set.of(domains.split(" ", -1)),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                Times.read(row, "expires_at"),
                Times.read(row, "revoked_at"));
    }
}
