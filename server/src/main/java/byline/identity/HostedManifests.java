package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Manifests that are published here for owners who can't publish a file on their own site; each for as long as its
/// organisation owns the domain.
public final class HostedManifests {
    private record Hosted(OrganisationId organisation, String document) {}

    private final IdentityDatabase database;
    private final AuditLog audit;
    private final ContentOwners owners;
    private final Clock clock;

    HostedManifests(Keys.Foundation foundation, AuditLog audit, ContentOwners owners) {
        this.database = foundation.database();
        this.clock = foundation.clock();
        this.audit = audit;
        this.owners = owners;
    }

    /// The manifest of a domain.
    ///
    /// @param domain lower-case ASCII
    public Optional<String> find(String domain) {
        return database.read(handle -> handle.createQuery(
                                "SELECT organization_id, document FROM hosted_manifests WHERE domain = :domain")
                        .bind("domain", domain)
                        .map((row, context) -> new Hosted(
                                new OrganisationId(row.getString("organization_id")), row.getString("document")))
                        .findOne())
                .filter(manifest -> owners.domains(manifest.organisation()).contains(domain))
                .map(Hosted::document);
    }

    /// @param domain one that the organisation has proved
    void put(Actor actor, OrganisationId organisation, String domain, String document) {
        database.run(handle -> {
            handle.createUpdate("INSERT INTO hosted_manifests (domain, organization_id, document, updated_at)"
                            + " VALUES (:domain, :organisation, :document, :now) ON CONFLICT (domain) DO UPDATE SET"
                            + " organization_id = excluded.organization_id, document = excluded.document,"
                            + " updated_at = excluded.updated_at")
                    .bind("domain", domain)
                    .bind("organisation", organisation.value())
                    .bind("document", document)
                    .bind("now", clock.millis())
                    .execute();
            audit.add(handle, change(actor, organisation, "manifest.published", domain));
        });
    }

    boolean remove(Actor actor, OrganisationId organisation, String domain) {
        return database.write(handle -> {
            int gone = handle.createUpdate(
                            "DELETE FROM hosted_manifests WHERE domain = :domain AND organization_id = :organisation")
                    .bind("domain", domain)
                    .bind("organisation", organisation.value())
                    .execute();
            if (gone > 0) {
                audit.add(handle, change(actor, organisation, "manifest.withdrawn", domain));
            }
            return gone > 0;
        });
    }

    private static AuditLog.Change change(Actor actor, OrganisationId organisation, String action, String domain) {
        return new AuditLog.Change(actor, organisation, action, domain, Map.of(), Map.of("domain", domain));
    }
}
