package byline.identity;

import byline.database.IdentityDatabase;
import byline.identity.FactorRows.Stored;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.SecretText;
import byline.keys.ServerSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What people prove themselves with besides their mailbox: generators of one-time codes, passkeys, and recovery codes
/// for the day these are lost. Nothing works twice, and every try is in the audit log.
final class SecondFactors {
    static final String TOTP = "totp";
    static final String PASSKEY = "passkey";
    static final int MOST = 20;

    /// @param kind `totp` or `passkey`
    /// @param confirmedAt null until a generator's first right code; until then the factor asks for nothing
    record Factor(
            String id,
            String kind,
            String name,
            Instant createdAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant lastUsedAt) {}

    /// A new generator with its seed, shown once.
    record Seeded(Factor factor, String seed) {}

    private final OneTimeCodes codes = new OneTimeCodes();
    private final IdentityDatabase database;
    private final ServerSecret secret;
    private final RecoveryCodes recovery;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    SecondFactors(Keys.Foundation foundation, RecoveryCodes recovery, AuditLog audit) {
        this.database = foundation.database();
        this.secret = foundation.secret();
        this.recovery = recovery;
        this.audit = audit;
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// The kinds of factor this user must choose from when signing in; empty without any.
    List<String> kinds(String userId) {
        return list(userId).stream()
                .filter(factor -> factor.confirmedAt() != null)
                .map(Factor::kind)
                .distinct()
                .toList();
    }

    List<Factor> list(String userId) {
        return database.read(handle ->
                FactorRows.list(handle, userId).stream().map(Stored::factor).toList());
    }

    /// A generator that asks for nothing until its first right code; one that was waiting for it before is gone.
    ///
    /// @return nothing when the user has as many factors as anyone may
    Optional<Seeded> addTotp(Actor actor, String name) {
        String seed = OneTimeCodes.seed(random);
        Factor factor = new Factor(SecretText.id("fac_", random), TOTP, name, clock.instant(), null, null);
        return database.write(handle -> {
            handle.createUpdate("DELETE FROM second_factors WHERE user_id = :user AND confirmed_at IS NULL")
                    .bind("user", actor.id())
                    .execute();
            if (FactorRows.list(handle, actor.id()).size() >= MOST) {
                return Optional.empty();
            }
            FactorRows.insert(handle, actor.id(), new Stored(factor, secret.seal(seed, random), null, 0));
            return Optional.of(new Seeded(factor, seed));
        });
    }

    /// Makes a generator count, if the code is right.
    ///
    /// @return recovery codes with a user's first factor, none afterwards; nothing for a wrong code
    Optional<List<String>> confirm(Actor actor, String id, String code) {
        return database.write(handle -> {
            boolean first = FactorRows.list(handle, actor.id()).stream().noneMatch(Stored::counts);
            Optional<Stored> passed = FactorRows.find(handle, actor.id(), id)
                    .filter(one -> one.factor().kind().equals(TOTP))
                    .filter(one -> passes(handle, one, code));
            passed.ifPresent(one -> audit.add(handle, change(actor, "added", one.factor())));
            return passed.map(one -> first ? recovery.renew(handle, actor.id()) : List.of());
        });
    }

    /// Whether this is a right, unused code of one of the user's generators, or an unused recovery code.
    boolean check(Actor actor, String code) {
        return database.write(handle -> {
            Optional<Stored> passed = FactorRows.list(handle, actor.id()).stream()
                    .filter(one -> one.counts() && one.factor().kind().equals(TOTP))
                    .filter(one -> passes(handle, one, code))
                    .findFirst();
            if (passed.isPresent()) {
                audit.add(handle, change(actor, "passed", passed.get().factor()));
                return true;
            }
            boolean recovered = recovery.use(handle, actor.id(), code);
            String action = recovered ? "recovery_code.used" : "second_factor.failed";
            Map<String, String> why = recovered ? Map.of() : Map.of("reason", "wrong_code");
            audit.add(handle, new AuditLog.Change(actor, null, action, actor.id(), Map.of(), why));
            return recovered;
        });
    }

    /// Fresh recovery codes for a user with a factor; the ones before are void.
    ///
    /// @return nothing for a user without one
    Optional<List<String>> renewRecoveryCodes(Actor actor) {
        return database.write(handle -> {
            if (FactorRows.list(handle, actor.id()).stream().noneMatch(Stored::counts)) {
                return Optional.empty();
            }
            audit.add(
                    handle, new AuditLog.Change(actor, null, "recovery_codes.renewed", actor.id(), Map.of(), Map.of()));
            return Optional.of(recovery.renew(handle, actor.id()));
        });
    }

    /// Gives a factor another name.
    ///
    /// @return the factor as it is now; nothing when the user has no such factor
    Optional<Factor> rename(Actor actor, String id, String name) {
        return database.write(handle -> FactorRows.find(handle, actor.id(), id).map(one -> {
            handle.createUpdate("UPDATE second_factors SET name = :name WHERE id = :id")
                    .bind("name", name)
                    .bind("id", id)
                    .execute();
            Map<String, String> before = Map.of("name", one.factor().name());
            audit.add(
                    handle,
                    new AuditLog.Change(actor, null, "second_factor.renamed", id, before, Map.of("name", name)));
            return FactorRows.find(handle, actor.id(), id).orElseThrow().factor();
        }));
    }

    /// Takes a factor away, and with the last one the recovery codes, which would stand for nothing.
    boolean remove(Actor actor, String id) {
        return database.write(handle -> {
            Optional<Stored> found = FactorRows.find(handle, actor.id(), id);
            found.ifPresent(one -> {
                handle.createUpdate("DELETE FROM second_factors WHERE id = :id")
                        .bind("id", id)
                        .execute();
                if (FactorRows.list(handle, actor.id()).stream().noneMatch(Stored::counts)) {
                    recovery.forget(handle, actor.id());
                }
                Map<String, String> before = members(one.factor());
                audit.add(handle, new AuditLog.Change(actor, null, "second_factor.removed", id, before, Map.of()));
            });
            return found.isPresent();
        });
    }

    private boolean passes(Handle handle, Stored one, String code) {
        OptionalLong step = codes.step(secret.open(one.sealed()), code, one.counter(), clock.instant());
        return step.isPresent() && FactorRows.use(handle, one, step.getAsLong(), clock.instant());
    }

    static AuditLog.Change change(Actor actor, String what, Factor factor) {
        return new AuditLog.Change(actor, null, "second_factor." + what, factor.id(), Map.of(), members(factor));
    }

    private static Map<String, String> members(Factor factor) {
        return Map.of("kind", factor.kind(), "name", factor.name());
    }
}
