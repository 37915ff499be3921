package byline.identity;

import byline.keys.Keys;
import byline.keys.ServerSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.binary.Base32;
import org.jdbi.v3.core.Handle;

/// Codes for the day every other second factor is lost: ten at a time, shown once, each works once.
final class RecoveryCodes {
    private static final int CODES = 10;
    private static final int BYTES = 10;

    private final ServerSecret secret;
    private final SecureRandom random;
    private final Clock clock;

    RecoveryCodes(Keys.Foundation foundation) {
        this.secret = foundation.secret();
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// Fresh codes; the ones before are void.
    List<String> renew(Handle handle, String userId) {
        forget(handle, userId);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            byte[] bits = new byte[BYTES];
            random.nextBytes(bits);
            String code = new Base32().encodeToString(bits).toLowerCase(Locale.ROOT);
            codes.add(code);
            handle.createUpdate("INSERT INTO recovery_codes (user_id, digest) VALUES (:user, :digest)")
                    .bind("user", userId)
                    .bind("digest", digest(code))
                    .execute();
        }
        return codes;
    }

    void forget(Handle handle, String userId) {
        handle.createUpdate("DELETE FROM recovery_codes WHERE user_id = :user")
                .bind("user", userId)
                .execute();
    }

    /// @return whether it was one of the user's, unused until now
    boolean use(Handle handle, String userId, String code) {
        return handle.createUpdate("UPDATE recovery_codes SET used_at = :now"
                                + " WHERE user_id = :user AND digest = :digest AND used_at IS NULL")
                        .bind("now", clock.millis())
                        .bind("user", userId)
                        .bind("digest", digest(code))
                        .execute()
                > 0;
    }

    private String digest(String code) {
        return secret.digest("recovery\n" + code).hex();
    }
}
