package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.ApiKeys;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.Scope;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What content owners let other organisations read. The live ones are in memory, one a pair of organisations; a
/// revoked one is gone for every request that begins after `revoke` returned.
public final class Delegations {
    /// A grant from one organisation to another.
    ///
    /// @param domains the only domains it is about, null for all of the grantor's
    public record Delegation(
            String id,
            OrganisationId grantor,
            OrganisationId grantee,
            Set<Scope> scopes,
            @Nullable Set<String> domains,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        public Delegation {
            scopes = Set.copyOf(scopes);
            domains = domains == null ? null : Set.copyOf(domains);
        }

        boolean isLive(Instant now) {
            return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
        }
    }

    /// What a new grant shall be.
    record Wish(
            OrganisationId grantor,
            OrganisationId grantee,
            Set<Scope> scopes,
            @Nullable Set<String> domains,
            @Nullable Instant expiresAt) {}

    /// Which way a grant goes, seen from one organisation.
    enum Direction {
        GRANTED("grantor"),
        RECEIVED("grantee");

        private final String column;

        Direction(String column) {
            this.column = column;
        }
    }

    private record Pair(OrganisationId grantor, OrganisationId grantee) {}

    private final Map<Pair, Delegation> live = new ConcurrentHashMap<>();
    private final IdentityDatabase database;
    private final AuditLog audit;
    private final ApiKeys keys;
    private final SecureRandom random;
    private final Clock clock;

    Delegations(Keys.Foundation foundation, Keys keys) {
        this.database = foundation.database();
        this.audit = keys.audit();
        this.keys = keys.apiKeys();
        this.random = foundation.random();
        this.clock = foundation.clock();
        database.read(handle -> handle.createQuery(
                                "SELECT * FROM delegations WHERE revoked_at IS NULL" + " ORDER BY created_at")
                        .map((row, context) -> DelegationRows.delegation(row))
                        .list())
                .forEach(one -> live.put(new Pair(one.grantor(), one.grantee()), one));
    }

    /// The grant by which this grantee may read of this grantor now. No I/O.
    public Optional<Delegation> find(OrganisationId grantor, OrganisationId grantee) {
        return Optional.ofNullable(live.get(new Pair(grantor, grantee)))
                .filter(one -> one.isLive(clock.instant()) && !keys.isGone(grantor));
    }

    /// Grants; a live grant between the same two is replaced.
    Delegation grant(Actor actor, Wish wish) {
        Delegation made = new Delegation(
                SecretText.id("del_", random),
                wish.grantor(),
                wish.grantee(),
                wish.scopes(),
                wish.domains(),
                Instant.ofEpochMilli(clock.millis()),
                actor.id(),
                wish.expiresAt(),
                null);
        Pair pair = new Pair(made.grantor(), made.grantee());
        try {
            return database.write(handle -> stored(handle, actor, made));
        } catch (RuntimeException failure) {
            live.remove(pair, made);
            throw failure;
        }
    }

    private Delegation stored(Handle handle, Actor actor, Delegation made) {
        end(handle, actor, "grantor = :grantor AND grantee = :grantee AND revoked_at IS NULL", made);
        DelegationRows.insert(handle, made);
        Map<String, Object> after = new java.util.TreeMap<>(
                Map.of("grantee", made.grantee(), "scopes", DelegationRows.words(made.scopes())));
        if (made.domains() != null) {
            after.put("domains", made.domains());
        }
        if (made.expiresAt() != null) {
            after.put("expires_at", made.expiresAt());
        }
        audit.add(handle, new AuditLog.Change(actor, made.grantor(), "delegation.granted", made.id(), Map.of(), after));
        live.put(new Pair(made.grantor(), made.grantee()), made);
        return made;
    }

    /// Revokes a grant of this grantor.
    ///
    /// @return whether there was one
    boolean revoke(Actor actor, OrganisationId grantor, String id) {
        return database.write(handle -> {
            Optional<Delegation> found =
                    DelegationRows.find(handle, id).filter(one -> one.grantor().equals(grantor));
            found.ifPresent(one -> {
                live.computeIfPresent(
                        new Pair(one.grantor(), one.grantee()),
                        (pair, now) -> now.id().equals(id) ? null : now);
                end(handle, actor, "id = :id AND revoked_at IS NULL", one);
                audit.add(handle, new AuditLog.Change(actor, grantor, "delegation.revoked", id, Map.of(), Map.of()));
            });
            return found.isPresent();
        });
    }

    Optional<Delegation> find(String id) {
        return database.read(handle -> DelegationRows.find(handle, id));
    }

    /// The grants of an organisation in one direction, newest first.
    List<Delegation> list(OrganisationId organisation, Direction direction) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM delegations WHERE <column> = :organisation ORDER BY created_at DESC, id")
                .define("column", direction.column)
                .bind("organisation", organisation.value())
                .map((row, context) -> DelegationRows.delegation(row))
                .list());
    }

    private void end(Handle handle, Actor actor, String where, Delegation which) {
        handle.createUpdate("UPDATE delegations SET revoked_at = :now, revoked_by = :by WHERE " + where)
                .bind("now", clock.millis())
                .bind("by", actor.id())
                .bind("id", which.id())
                .bind("grantor", which.grantor().value())
                .bind("grantee", which.grantee().value())
                .execute();
    }
}
