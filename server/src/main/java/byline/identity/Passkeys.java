package byline.identity;

import byline.database.IdentityDatabase;
import byline.http.Json;
import byline.identity.Ceremonies.Expected;
import byline.identity.Ceremonies.Refused;
import byline.identity.Ceremonies.Registered;
import byline.identity.FactorRows.Stored;
import byline.identity.SecondFactors.Factor;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.Principal.Person;
import byline.keys.SecretText;
import byline.keys.ServerSecret;
import com.webauthn4j.data.AuthenticationData;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The second factors that are keys in an authenticator: each answers a challenge of the login session at hand, once.
final class Passkeys {
    /// Who asks, and from where.
    record Asking(Person person, Actor actor, RelyingParty party) {}

    /// @param recoveryCodes with a user's first factor; empty afterwards
    record Added(Factor factor, List<String> recoveryCodes) {}

    private final Ceremonies ceremonies = new Ceremonies();
    private final PasskeyChallenges challenges;
    private final IdentityDatabase database;
    private final ServerSecret secret;
    private final RecoveryCodes recovery;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    Passkeys(Keys.Foundation foundation, RecoveryCodes recovery, AuditLog audit) {
        this.challenges = new PasskeyChallenges(foundation);
        this.database = foundation.database();
        this.secret = foundation.secret();
        this.recovery = recovery;
        this.audit = audit;
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// What to ask a browser for, with a fresh challenge for this login session.
    PasskeyOptions options(Asking asking) {
        List<Credential> known =
                database.read(handle -> FactorRows.list(handle, asking.person().userId()).stream()
                        .filter(one -> one.credentialId() != null)
                        .map(this::credential)
                        .toList());
        return new PasskeyOptions(
                asking.party(), challenges.issue(asking.person().loginSession()), known);
    }

    /// Keeps the passkey an authenticator has made.
    ///
    /// @return nothing when the user has as many factors as anyone may
    /// @throws Refused for an answer that does not hold, or a passkey that is somebody's already
    Optional<Added> add(Asking asking, String name, String answer) throws Refused {
        Registered made = ceremonies.register(expected(asking), answer);
        Instant now = clock.instant();
        Factor factor = new Factor(SecretText.id("fac_", random), SecondFactors.PASSKEY, name, now, now, null);
        String sealed = secret.seal(new String(Json.write(made.credential()), StandardCharsets.UTF_8), random);
        Stored stored = new Stored(factor, sealed, made.credential().id(), made.counter());
        try {
            return database.write(handle -> {
                String user = asking.person().userId();
                List<Stored> before = FactorRows.list(handle, user);
                if (before.size() >= SecondFactors.MOST) {
                    return Optional.empty();
                }
                FactorRows.insert(handle, user, stored);
                audit.add(handle, SecondFactors.change(asking.actor(), "added", factor));
                boolean first = before.stream().noneMatch(Stored::counts);
                return Optional.of(new Added(factor, first ? recovery.renew(handle, user) : List.of()));
            });
        } catch (RuntimeException failure) {
            if (IdentityDatabase.isDuplicate(failure)) {
                throw new Refused("taken", failure);
            }
            throw failure;
        }
    }

    /// Whether one of the user's passkeys signed this session's challenge.
    boolean check(Asking asking, String answer) {
        try {
            Factor factor = prove(asking, answer);
            database.run(handle -> audit.add(handle, SecondFactors.change(asking.actor(), "passed", factor)));
            return true;
        } catch (Refused refused) {
            Map<String, String> why = Map.of("kind", SecondFactors.PASSKEY, "reason", refused.reason());
            String user = asking.person().userId();
            database.run(handle -> audit.add(
                    handle, new AuditLog.Change(asking.actor(), null, "second_factor.failed", user, Map.of(), why)));
            return false;
        }
    }

    private Factor prove(Asking asking, String answer) throws Refused {
        Expected expected = expected(asking);
        AuthenticationData read = ceremonies.read(answer);
        String id = Ceremonies.text(read.getCredentialId());
        String user = asking.person().userId();
        Stored known = database.read(handle -> FactorRows.list(handle, user)).stream()
                .filter(one -> id.equals(one.credentialId()))
                .findFirst()
                .filter(one -> Ceremonies.isFor(read, user))
                .orElseThrow(() -> new Refused("unknown", null));
        long counter = ceremonies.authenticate(expected, credential(known), known.counter(), read);
        boolean first = database.write(handle -> FactorRows.use(handle, known, counter, clock.instant()));
        if (!first) {
            throw new Refused("counter", null);
        }
        return known.factor();
    }

    private Expected expected(Asking asking) throws Refused {
        String challenge =
                challenges.take(asking.person().loginSession()).orElseThrow(() -> new Refused("no_challenge", null));
        return new Expected(asking.party(), challenge);
    }

    private Credential credential(Stored one) {
        return Json.read(secret.open(one.sealed()).getBytes(StandardCharsets.UTF_8), Credential.class);
    }
}
