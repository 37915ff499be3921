package byline.keys;

import byline.database.IdentityDatabase;
import byline.http.Code;
import byline.http.Refusal;
import byline.keys.ApiKey.Properties;
import byline.keys.ApiKeyRows.Stored;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The keys at rest, and the only writer of the keyring. A secret leaves `mint` and `rotate` once and is stored
/// nowhere. The keyring changes while the one writing thread holds the transaction, so both see one order of events.
public final class ApiKeys {
    private static final int MOST = 1_000;

    /// A new key with its secret, which is shown once.
    public record Minted(ApiKey key, String secret) {}

    /// What a new key shall be.
    public record Wish(
            OrganisationId organisation,
            OrganisationType type,
            ApiKey.Properties properties,
            @Nullable String loginSession,
            @Nullable String rotatedFrom) {}

    private final IdentityDatabase database;
    private final Keyring keyring;
    private final ServerSecret secret;
    private final AuditLog audit;
    private final Plans plans;
    private final SecureRandom random;
    private final Clock clock;

    ApiKeys(Keyring keyring, AuditLog audit, Plans plans, Keys.Foundation foundation) {
        this.database = foundation.database();
        this.keyring = keyring;
        this.secret = foundation.secret();
        this.audit = audit;
        this.plans = plans;
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// Fills the keyring with every live key.
    void load() {
        Instant now = clock.instant();
        database.run(handle -> {
            ApiKeyRows.list(handle, "k.revoked_at IS NULL", Map.of()).stream()
                    .filter(stored -> stored.key().isLive(now))
                    .forEach(stored -> keyring.put(stored.digest(), stored.key()));
            handle.createQuery("SELECT id FROM organizations WHERE deleted_at IS NOT NULL")
                    .mapTo(String.class)
                    .forEach(id -> keyring.bury(new OrganisationId(id)));
        });
    }

    /// Makes a key that is accepted from now on.
    ///
    /// @throws Refusal when the organisation has as many live keys as its plan includes, or as anyone may have
    public Minted mint(Actor actor, Wish wish) {
        return database.write(handle -> {
            if (wish.loginSession() == null) {
                refuseTooMany(handle, wish.organisation());
            }
            return mint(handle, actor, wish);
        });
    }

    private void refuseTooMany(Handle handle, OrganisationId organisation) {
        long live = ApiKeyRows.countLive(handle, organisation, clock.millis());
        Plan plan = plans.of(organisation);
        if (!Plan.allows(plan.apiKeys(), live)) {
            throw Plans.refusal(plan, plan.apiKeys() + " API keys; revoke one you no longer need");
        }
        if (live >= MOST) {
            throw new Refusal(Code.CONFLICT, "An organisation has at most " + MOST + " live keys; revoke some");
        }
    }

    private Minted mint(Handle handle, Actor actor, Wish wish) {
        String text = SecretText.mint(wish.type().prefix(), random);
        Digest digest = secret.digest(text);
        int body = wish.type().prefix().length();
        ApiKey key = new ApiKey(
                SecretText.id("key_", random),
                wish.organisation(),
                wish.type(),
                text.substring(body, body + 4),
                text.substring(text.length() - 4),
                wish.properties(),
                clock.instant(),
                actor.id(),
                wish.loginSession(),
                wish.rotatedFrom(),
                null,
                null);
        ApiKeyRows.insert(handle, key, digest);
        if (key.loginSession() == null) {
            audit.add(handle, KeyChange.of(actor, "api_key.created", key, Map.of(), KeyChange.members(key)));
        }
        keyring.put(digest, key);
        return new Minted(key, text);
    }

    /// Changes a live key; the next request is judged by the new properties.
    ///
    /// @return the key as it is now; empty when the organisation has no such live key
    public Optional<ApiKey> change(
            Actor actor, OrganisationId organisation, String id, UnaryOperator<Properties> change) {
        return database.write(handle -> live(handle, organisation, id).map(old -> {
            ApiKey changed = old.key().with(change.apply(old.key().properties()));
            ApiKeyRows.update(handle, changed);
            audit.add(
                    handle,
                    KeyChange.of(
                            actor,
                            "api_key.changed",
                            changed,
                            KeyChange.members(old.key()),
                            KeyChange.members(changed)));
            keyring.put(old.digest(), changed);
            return changed;
        }));
    }

    /// Makes a successor with the same properties; the old key lives on for the overlap and no longer.
    ///
    /// @return the successor; empty when the organisation has no such live key
    public Optional<Minted> rotate(Actor actor, OrganisationId organisation, String id, Duration overlap) {
        return database.write(handle -> live(handle, organisation, id).map(old -> {
            ApiKey key = old.key();
            Minted successor =
                    mint(handle, actor, new Wish(organisation, key.type(), key.properties(), null, key.id()));
            if (overlap.isZero()) {
                revoke(handle, actor, old, "rotated");
            } else {
                ApiKey ending = key.with(key.properties().until(clock.instant().plus(overlap)));
                ApiKeyRows.update(handle, ending);
                keyring.put(old.digest(), ending);
                audit.add(
                        handle,
                        KeyChange.of(
                                actor, "api_key.rotated", ending, KeyChange.members(key), KeyChange.members(ending)));
            }
            return successor;
        }));
    }

    /// Revokes a key of this organisation; no request that begins after this returned is accepted with it. A key that
    /// was revoked before keeps its first reason.
    ///
    /// @return the key as it is now; empty when the organisation has no such key
    public Optional<ApiKey> revoke(Actor actor, OrganisationId organisation, String id, String reason) {
        database.run(handle -> live(handle, organisation, id).ifPresent(key -> revoke(handle, actor, key, reason)));
        return find(organisation, id);
    }

    /// Revokes the key this text is the secret of: who has it may end it.
    ///
    /// @return the key; empty when there is no such key
    public Optional<ApiKey> revokeLeaked(String text, Actor finder) {
        return database.write(handle -> {
            Optional<Stored> found =
                    ApiKeyRows.list(
                                    handle,
                                    "k.digest = :digest",
                                    Map.of("digest", secret.digest(text).hex()))
                            .stream()
                            .findFirst();
            found.filter(stored -> stored.key().revocation() == null)
                    .ifPresent(stored -> revoke(handle, finder, stored, "reported as leaked"));
            return found.map(Stored::key);
        });
    }

    private void revoke(Handle handle, Actor actor, Stored key, String reason) {
        keyring.remove(key.digest());
        handle.createUpdate("UPDATE api_keys SET revoked_at = :now, revoked_by = :by, revoked_reason = :reason"
                        + " WHERE id = :id AND revoked_at IS NULL")
                .bind("now", clock.millis())
                .bind("by", actor.id())
                .bind("reason", reason)
                .bind("id", key.key().id())
                .execute();
        audit.add(handle, KeyChange.of(actor, "api_key.revoked", key.key(), Map.of(), Map.of("reason", reason)));
    }

    /// Ends every key that was made for this login session.
    public void endWith(String loginSession) {
        database.run(handle -> {
            ApiKeyRows.list(handle, "k.login_session_id = :session", Map.of("session", loginSession))
                    .forEach(stored -> keyring.remove(stored.digest()));
            handle.createUpdate("DELETE FROM api_keys WHERE login_session_id = :session")
                    .bind("session", loginSession)
                    .execute();
        });
    }

    /// Keys of an organisation that is being deleted stop naming anyone, within the deleting transaction.
    public void bury(OrganisationId organisation) {
        keyring.bury(organisation);
    }

    public boolean isGone(OrganisationId organisation) {
        return keyring.isGone(organisation);
    }

    public void unbury(OrganisationId organisation) {
        keyring.unbury(organisation);
    }

    /// Drops expired keys from memory, and those of login sessions from the table too.
    public void forgetExpired() {
        keyring.forgetExpired();
        database.run(handle -> handle.createUpdate(
                        "DELETE FROM api_keys WHERE login_session_id IS NOT NULL AND expires_at < :now")
                .bind("now", clock.millis())
                .execute());
    }

    /// A key of this organisation that stands by itself.
    public Optional<ApiKey> find(OrganisationId organisation, String id) {
        return database.read(handle -> ApiKeyRows.find(handle, organisation, id).map(Stored::key));
    }

    /// The keys of this organisation that stand by themselves, newest first, revoked ones included.
    public List<ApiKey> list(OrganisationId organisation) {
        return database.read(handle -> ApiKeyRows.list(
                        handle,
                        "k.organization_id = :organisation AND k.login_session_id IS NULL"
                                + " ORDER BY k.created_at DESC, k.id",
                        Map.of("organisation", organisation.value()))
                .stream()
                .map(Stored::key)
                .toList());
    }

    /// How many keys of this organisation stand by themselves and are accepted.
    public long countLive(OrganisationId organisation) {
        return database.read(handle -> ApiKeyRows.countLive(handle, organisation, clock.millis()));
    }

    private Optional<Stored> live(Handle handle, OrganisationId organisation, String id) {
        return ApiKeyRows.find(handle, organisation, id)
                .filter(stored -> stored.key().isLive(clock.instant()));
    }
}
