package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.OrganisationId;
import byline.keys.SecretText;
import byline.verify.Sighting;
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
    /// The word of the operator of this server, given on its console: no page proves it and no re-check can lose it.
    private static final String VOUCHED = "operator";

    /// @param verificationMethod `dns`, `metatag`, `manifest` or `operator`
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

    Optional<Domain> findByName(OrganisationId organisation, String domain) {
        return database.read(handle -> one(handle, organisation, "domain", domain));
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

    /// Records that the operator of this server vouches for a domain. For its console and for demonstrations only: no
    /// route leads here.
    ///
    /// @return nothing when another organisation has proved the same domain
    public Optional<Domain> vouch(OrganisationId organisation, String domain) {
        return prove(add(organisation, domain), VOUCHED);
    }

    /// Takes the domain from another organisation whose proof this sighting no longer shows. A proof that could not be
    /// looked for counts as still there.
    void yieldUnproved(Domain claim, Sighting sighting) {
        Optional<Domain> holder = database.read(handle -> handle.createQuery("SELECT * FROM domains"
                        + " WHERE domain = :domain AND verified_at IS NOT NULL AND organization_id <> :organisation")
                .bind("domain", claim.domain())
                .bind("organisation", claim.organizationId().value())
                .map((row, context) -> domain(row))
                .findOne());
        holder.filter(domain -> sighting.refutes(domain.proof(), domain.verificationMethod()))
                .ifPresent(this::unprove);
    }

    private void unprove(Domain domain) {
        database.run(handle -> handle.createUpdate(
                        "UPDATE domains SET verified_at = NULL," + " verification_method = NULL WHERE id = :id")
                .bind("id", domain.id())
                .execute());
        owners.remove(domain.domain(), domain.organizationId());
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
