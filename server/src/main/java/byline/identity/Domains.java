package byline.identity;

import byline.database.IdentityDatabase;
import byline.database.Times;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.SecretText;
import byline.verify.Sighting;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The domains organisations claim, and which of them have been proved; one proved owner a domain.
public final class Domains {
    /// The word of the operator of this server, given on its console: no page proves it and no re-check can lose it.
    private static final String VOUCHED = "operator";

    private final IdentityDatabase database;
    private final ContentOwners owners;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    Domains(Keys.Foundation foundation, AuditLog audit, ContentOwners owners) {
        this.database = foundation.database();
        this.audit = audit;
        this.owners = owners;
        this.random = foundation.random();
        this.clock = foundation.clock();
        listVerified().forEach(domain -> owners.put(domain.domain(), domain.organizationId()));
    }

    /// Claims a domain; claiming it again answers the same claim.
    Domain add(Actor actor, OrganisationId organisation, String domain) {
        return database.write(handle -> {
            int added = handle.createUpdate("INSERT INTO domains (id, organization_id, domain, verification_token,"
                            + " created_at) VALUES (:id, :organisation, :domain, :token, :now)"
                            + " ON CONFLICT (organization_id, domain) DO NOTHING")
                    .bind("id", SecretText.id("dom_", random))
                    .bind("organisation", organisation.value())
                    .bind("domain", domain)
                    .bind("token", UUID.randomUUID().toString())
                    .bind("now", clock.millis())
                    .execute();
            Domain claim = one(handle, organisation, "domain", domain).orElseThrow();
            if (added > 0) {
                audit.add(handle, change(actor, claim, "claimed", Map.of("domain", domain)));
            }
            return claim;
        });
    }

    List<Domain> list(OrganisationId organisation) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM domains WHERE organization_id = :organisation ORDER BY domain")
                .bind("organisation", organisation.value())
                .map((row, context) -> Domain.of(row))
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
    Optional<Domain> prove(Actor actor, Domain claim, String method) {
        try {
            return Optional.of(database.write(handle -> {
                handle.createUpdate("UPDATE domains SET verified_at = COALESCE(verified_at, :now), checked_at = :now,"
                                + " failing_since = NULL, warned_at = NULL, verification_method = :method"
                                + " WHERE id = :id")
                        .bind("now", clock.millis())
                        .bind("method", method)
                        .bind("id", claim.id())
                        .execute();
                if (!claim.verified()) {
                    audit.add(handle, change(actor, claim, "verified", Map.of("method", method)));
                }
                owners.put(claim.domain(), claim.organizationId());
                return one(handle, claim.organizationId(), "id", claim.id()).orElseThrow();
            }));
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
        return prove(Actor.CONSOLE, add(Actor.CONSOLE, organisation, domain), VOUCHED);
    }

    /// Takes the domain from another organisation whose proof this sighting no longer shows. A proof that could not be
    /// looked for counts as still there.
    void yieldUnproved(Actor actor, Domain claim, Sighting sighting) {
        listVerified().stream()
                .filter(domain -> domain.domain().equals(claim.domain()))
                .filter(domain -> !domain.organizationId().equals(claim.organizationId()))
                .filter(domain -> sighting.refutes(domain.proof(), domain.verificationMethod()))
                .forEach(domain -> lose(actor, domain));
    }

    /// Takes a proof back.
    void lose(Actor actor, Domain domain) {
        database.run(handle -> {
            handle.createUpdate("UPDATE domains SET verified_at = NULL, verification_method = NULL,"
                            + " failing_since = NULL, warned_at = NULL WHERE id = :id")
                    .bind("id", domain.id())
                    .execute();
            audit.add(handle, change(actor, domain, "lost", Map.of("domain", domain.domain())));
            owners.remove(domain.domain(), domain.organizationId());
        });
    }

    /// Every proved domain whose proof can be looked for, the longest unchecked first.
    List<Domain> listVerified() {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM domains WHERE verified_at IS NOT NULL ORDER BY checked_at, id")
                .map((row, context) -> Domain.of(row))
                .list());
    }

    /// Notes a re-check.
    ///
    /// @param failingSince since when the proof has been missing, null when it is there
    void checked(Domain domain, @Nullable Instant failingSince, @Nullable Instant warnedAt) {
        database.run(handle -> handle.createUpdate("UPDATE domains SET checked_at = :now, failing_since = :failing,"
                        + " warned_at = :warned WHERE id = :id AND verified_at IS NOT NULL")
                .bind("now", clock.millis())
                .bind("failing", Times.millis(failingSince))
                .bind("warned", Times.millis(warnedAt))
                .bind("id", domain.id())
                .execute());
    }

    boolean remove(Actor actor, OrganisationId organisation, String id) {
        return database.write(handle -> {
            Optional<Domain> found = one(handle, organisation, "id", id);
            found.ifPresent(domain -> {
                handle.createUpdate("DELETE FROM domains WHERE id = :id")
                        .bind("id", id)
                        .execute();
                audit.add(handle, change(actor, domain, "removed", Map.of("domain", domain.domain())));
                owners.remove(domain.domain(), organisation);
            });
            return found.isPresent();
        });
    }

    private static AuditLog.Change change(Actor actor, Domain domain, String what, Map<String, ?> after) {
        return new AuditLog.Change(actor, domain.organizationId(), "domain." + what, domain.id(), Map.of(), after);
    }

    private static Optional<Domain> one(Handle handle, OrganisationId organisation, String column, String value) {
        return handle.createQuery("SELECT * FROM domains WHERE organization_id = :organisation AND <column> = :value")
                .define("column", column)
                .bind("organisation", organisation.value())
                .bind("value", value)
                .map((row, context) -> Domain.of(row))
                .findOne();
    }
}
