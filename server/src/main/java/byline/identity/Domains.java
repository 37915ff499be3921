package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.OrganisationId;
import byline.keys.SecretText;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The domains organisations claim, and which of them have been proved; one proved owner a domain.
public final class Domains {
    /// @param verificationMethod `dns`, `metatag` or `manifest`
    public record Domain(
            String id,
            OrganisationId organizationId,
            String domain,
            boolean verified,
            @Nullable String verificationMethod,
            String verificationToken,
            Instant createdAt,
            @Nullable Instant verifiedAt) {
        /// The text a proof must contain.
        @JsonProperty
        public String proof() {
            return "oa-verify=" + verificationToken;
        }
    }

    private final IdentityDatabase database;
    private final ContentOwners owners;
    private final SecureRandom random;
    private final Clock clock;

    public Domains(IdentityDatabase database, ContentOwners owners, SecureRandom random, Clock clock) {
        this.database = database;
        this.owners = owners;
        this.random = random;
        this.clock = clock;
    }

    /// Fills the index of owners.
    public void load() {
        database.read(handle -> handle.createQuery("SELECT * FROM domains WHERE verified_at IS NOT NULL")
                        .map((row, context) -> domain(row))
                        .list())
                .forEach(domain -> owners.put(domain.domain(), domain.organizationId()));
    }

    /// Claims a domain; claiming it again answers the same claim.
    Domain add(OrganisationId organisation, String domain) {
        return database.write(handle -> {
            handle.createUpdate("INSERT INTO domains (id, organization_id, domain, verification_token, created_at)"
                            + " VALUES (:id, :organisation, :domain, :token, :now)"
                            + " ON CONFLICT (organization_id, domain) DO NOTHING")
                    .bind("id", SecretText.id("dom_", random))
                    .bind("organisation", organisation.value())
                    .bind("domain", domain)
                    .bind("token", UUID.randomUUID().toString())
                    .bind("now", clock.millis())
                    .execute();
            return one(handle, organisation, "domain", domain).orElseThrow();
        });
    }

    List<Domain> list(OrganisationId organisation) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM domains WHERE organization_id = :organisation ORDER BY domain")
                .bind("organisation", organisation.value())
                .map((row, context) -> domain(row))
                .list());
    }

    Optional<Domain> find(OrganisationId organisation, String id) {
        return database.read(handle -> one(handle, organisation, "id", id));
    }

    /// Records a proof.
    ///
    /// @return nothing when another organisation has proved the same domain
    Optional<Domain> prove(Domain claim, String method) {
        try {
            Domain proved = database.write(handle -> {
                handle.createUpdate("UPDATE domains SET verified_at = COALESCE(verified_at, :now),"
                                + " verification_method = :method WHERE id = :id")
                        .bind("now", clock.millis())
                        .bind("method", method)
                        .bind("id", claim.id())
                        .execute();
                return one(handle, claim.organizationId(), "id", claim.id()).orElseThrow();
            });
            owners.put(proved.domain(), proved.organizationId());
            return Optional.of(proved);
        } catch (RuntimeException failure) {
            if (IdentityDatabase.isDuplicate(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /// The operator's own word for a domain that can't be looked at from here; given on the server's console only.
    public Domain vouch(OrganisationId organisation, String domain) {
        return prove(add(organisation, domain), "operator").orElseThrow();
    }

    boolean remove(OrganisationId organisation, String id) {
        Optional<Domain> removed = database.write(handle -> {
            Optional<Domain> found = one(handle, organisation, "id", id);
            handle.createUpdate("DELETE FROM domains WHERE id = :id AND organization_id = :organisation")
                    .bind("id", id)
                    .bind("organisation", organisation.value())
                    .execute();
            return found;
        });
        removed.ifPresent(domain -> owners.remove(domain.domain(), organisation));
        return removed.isPresent();
    }

    private static Optional<Domain> one(Handle handle, OrganisationId organisation, String column, String value) {
        return handle.createQuery("SELECT * FROM domains WHERE organization_id = :organisation AND <column> = :value")
                .define("column", column)
                .bind("organisation", organisation.value())
                .bind("value", value)
                .map((row, context) -> domain(row))
                .findOne();
    }

    private static Domain domain(ResultSet row) throws SQLException {
        long verified = row.getLong("verified_at");
        Instant verifiedAt = row.wasNull() ? null : Instant.ofEpochMilli(verified);
        return new Domain(
                row.getString("id"),
                new OrganisationId(row.getString("organization_id")),
                row.getString("domain"),
                verifiedAt != null,
                row.getString("verification_method"),
                row.getString("verification_token"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                verifiedAt);
    }
}
