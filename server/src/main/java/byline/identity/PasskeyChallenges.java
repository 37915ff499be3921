package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Keys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// What an authenticator has to sign next: one a login session, good for five minutes and one answer.
final class PasskeyChallenges {
    static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int BYTES = 32;

    private final IdentityDatabase database;
    private final SecureRandom random;
    private final Clock clock;

    PasskeyChallenges(Keys.Foundation foundation) {
        this.database = foundation.database();
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// A fresh challenge, in base64url; the one the session had before is worth nothing from then on.
    String issue(String loginSession) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        database.run(handle -> handle.createUpdate("INSERT INTO passkey_challenges (login_session_id, challenge,"
                        + " expires_at) VALUES (:session, :challenge, :end) ON CONFLICT (login_session_id) DO UPDATE SET"
                        + " challenge = excluded.challenge, expires_at = excluded.expires_at")
                .bind("session", loginSession)
                .bind("challenge", challenge)
                .bind("end", clock.millis() + LIFETIME.toMillis())
                .execute());
        return challenge;
    }

    /// Takes the session's challenge, whatever comes of the answer: of two answers at once one finds it.
    Optional<String> take(String loginSession) {
        return database.write(handle -> {
            Optional<String> found = handle.createQuery("SELECT challenge FROM passkey_challenges"
                            + " WHERE login_session_id = :session AND expires_at > :now")
                    .bind("session", loginSession)
                    .bind("now", clock.millis())
                    .mapTo(String.class)
                    .findOne();
            handle.createUpdate("DELETE FROM passkey_challenges WHERE login_session_id = :session")
                    .bind("session", loginSession)
                    .execute();
            return found;
        });
    }
}
