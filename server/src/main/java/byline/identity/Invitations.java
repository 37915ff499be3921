package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.Role;
import byline.keys.SecretText;
import byline.keys.ServerSecret;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Invitations by mail to join an organisation: a week, one use, for that address only.
final class Invitations {
    static final String PREFIX = "byl_invite_";
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final int MOST_OPEN = 100;

    record Invitation(
            String id,
            OrganisationId organizationId,
            String email,
            Role role,
            String invitedBy,
            Instant createdAt,
            Instant expiresAt) {}

    /// An invitation with the token that goes into its mail.
    record Issued(Invitation invitation, String token) {}

    private final IdentityDatabase database;
    private final ServerSecret secret;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    Invitations(Keys.Foundation foundation, AuditLog audit) {
        this.database = foundation.database();
        this.secret = foundation.secret();
        this.audit = audit;
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// Invites an address; inviting it again replaces the invitation before.
    ///
    /// @return nothing when too many are open
    Optional<Issued> issue(Actor actor, OrganisationId organisation, String email, Role role) {
        String token = SecretText.mint(PREFIX, random);
        Instant now = Instant.ofEpochMilli(clock.millis());
        Invitation invitation = new Invitation(
                SecretText.id("inv_", random), organisation, email, role, actor.id(), now, now.plus(LIFETIME));
        return database.write(handle -> {
            handle.createUpdate("DELETE FROM invitations WHERE organization_id = :organisation"
                            + " AND (email = :email OR expires_at < :now)")
                    .bind("organisation", organisation.value())
                    .bind("email", email)
                    .bind("now", now.toEpochMilli())
                    .execute();
            long open = handle.createQuery("SELECT COUNT(*) FROM invitations WHERE organization_id = :organisation")
                    .bind("organisation", organisation.value())
                    .mapTo(Long.class)
                    .one();
            if (open >= MOST_OPEN) {
                return Optional.empty();
            }
            handle.createUpdate("INSERT INTO invitations (id, organization_id, email, role, token_digest, invited_by,"
                            + " created_at, expires_at) VALUES (:id, :organisation, :email, :role, :digest, :by, :now,"
                            + " :expires)")
                    .bind("id", invitation.id())
                    .bind("organisation", organisation.value())
                    .bind("email", email)
                    .bind("role", role.text())
                    .bind("digest", secret.digest(token).hex())
                    .bind("by", actor.id())
                    .bind("now", now.toEpochMilli())
                    .bind("expires", invitation.expiresAt().toEpochMilli())
                    .execute();
            Map<String, String> after = Map.of("email", email, "role", role.text());
            audit.add(
                    handle,
                    new AuditLog.Change(actor, organisation, "invitation.created", invitation.id(), Map.of(), after));
            return Optional.of(new Issued(invitation, token));
        });
    }

    /// Open invitations, newest first.
    List<Invitation> list(OrganisationId organisation) {
        return database.read(handle -> handle.createQuery("SELECT * FROM invitations WHERE organization_id ="
                        + " :organisation AND accepted_at IS NULL AND expires_at > :now ORDER BY created_at DESC, id")
                .bind("organisation", organisation.value())
                .bind("now", clock.millis())
                .map((row, context) -> invitation(row))
                .list());
    }

    boolean withdraw(Actor actor, OrganisationId organisation, String id) {
        return database.write(handle -> {
            int gone = handle.createUpdate("DELETE FROM invitations WHERE id = :id"
                            + " AND organization_id = :organisation AND accepted_at IS NULL")
                    .bind("id", id)
                    .bind("organisation", organisation.value())
                    .execute();
            if (gone > 0) {
                audit.add(
                        handle,
                        new AuditLog.Change(actor, organisation, "invitation.withdrawn", id, Map.of(), Map.of()));
            }
            return gone > 0;
        });
    }

    /// Uses an invitation up, in one statement, and makes its addressee a member; who is one already keeps the role.
    Optional<Invitation> accept(Actor actor, String email, String token) {
        if (!SecretText.isWellFormed(token, PREFIX)) {
            return Optional.empty();
        }
        String digest = secret.digest(token).hex();
        return database.write(handle -> {
            int used = handle.createUpdate("UPDATE invitations SET accepted_at = :now WHERE token_digest = :digest"
                            + " AND email = :email AND accepted_at IS NULL AND expires_at > :now"
                            + " AND organization_id IN (SELECT id FROM organizations WHERE deleted_at IS NULL)")
                    .bind("now", clock.millis())
                    .bind("digest", digest)
                    .bind("email", email)
                    .execute();
            if (used == 0) {
                return Optional.empty();
            }
            Invitation accepted = handle.createQuery("SELECT * FROM invitations WHERE token_digest = :digest")
                    .bind("digest", digest)
                    .map((row, context) -> invitation(row))
                    .one();
            handle.createUpdate("INSERT INTO members (organization_id, user_id, role, joined_at)"
                            + " VALUES (:organisation, :user, :role, :now)"
                            + " ON CONFLICT (organization_id, user_id) DO NOTHING")
                    .bind("organisation", accepted.organizationId().value())
                    .bind("user", actor.id())
                    .bind("role", accepted.role().text())
                    .bind("now", clock.millis())
                    .execute();
            Map<String, String> after = Map.of("role", accepted.role().text());
            audit.add(
                    handle,
                    new AuditLog.Change(
                            actor, accepted.organizationId(), "member.joined", actor.id(), Map.of(), after));
            return Optional.of(accepted);
        });
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getString("id"),
                new OrganisationId(row.getString("organization_id")),
                row.getString("email"),
                Role.find(row.getString("role")).orElseThrow(),
                row.getString("invited_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
