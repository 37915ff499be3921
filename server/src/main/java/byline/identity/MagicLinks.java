package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.Keys;
import byline.keys.SecretText;
import byline.keys.ServerSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One-time sign-in links: ten minutes, one use, usable only by whoever asked for them.
public final class MagicLinks {
    static final String PREFIX = "byl_link_";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MAILS_PER_WINDOW = 3;

    /// Whom a consumed link signs in.
    ///
    /// @param operator whether the link makes its user an operator of this server
    record Consumed(String email, boolean operator) {}

    private final IdentityDatabase database;
    private final ServerSecret secret;
    private final SecureRandom random;
    private final Clock clock;

    MagicLinks(Keys.Foundation foundation) {
        this.database = foundation.database();
        this.secret = foundation.secret();
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// A link's token for this address, or nothing when it has had its mails for now.
    Optional<String> issue(String email, String requestId) {
        return issue(email, requestId, false, LIFETIME);
    }

    /// A token handed over on the server's own console: bound to no browser.
    public String issueOnConsole(String email, boolean operator, Duration lifetime) {
        return issue(email, "", operator, lifetime).orElseThrow();
    }

    private Optional<String> issue(String email, String requestId, boolean operator, Duration lifetime) {
        String token = SecretText.mint(PREFIX, random);
        long now = clock.millis();
        return database.write(handle -> {
            long recent = handle.createQuery("SELECT COUNT(*) FROM magic_links WHERE email = :email"
                            + " AND created_at > :since AND request_id <> ''")
                    .bind("email", email)
                    .bind("since", now - WINDOW.toMillis())
                    .mapTo(Long.class)
                    .one();
            if (!requestId.isEmpty() && recent >= MAILS_PER_WINDOW) {
                return Optional.empty();
            }
            handle.createUpdate("INSERT INTO magic_links (token_digest, email, request_id, operator, created_at,"
                            + " expires_at) VALUES (:digest, :email, :request, :operator, :now, :expires)")
                    .bind("digest", secret.digest(token).hex())
                    .bind("email", email)
                    .bind("request", requestId)
                    .bind("operator", operator ? 1 : 0)
                    .bind("now", now)
                    .bind("expires", now + lifetime.toMillis())
                    .execute();
            return Optional.of(token);
        });
    }

    /// Uses the link up, in one statement: of two who try at once, one is refused.
    Optional<Consumed> consume(String token, @Nullable String requestId) {
        if (!SecretText.isWellFormed(token, PREFIX)) {
            return Optional.empty();
        }
        String digest = secret.digest(token).hex();
        return database.write(handle -> {
            int used = handle.createUpdate("UPDATE magic_links SET consumed_at = :now WHERE token_digest = :digest"
                            + " AND consumed_at IS NULL AND expires_at > :now"
                            + " AND (request_id = '' OR request_id = :request)")
                    .bind("now", clock.millis())
                    .bind("digest", digest)
                    .bind("request", requestId == null ? "-" : requestId)
                    .execute();
            return used == 0
                    ? Optional.empty()
                    : handle.createQuery("SELECT email, operator FROM magic_links WHERE token_digest = :digest")
                            .bind("digest", digest)
                            .map((row, context) -> new Consumed(row.getString("email"), row.getInt("operator") == 1))
                            .findOne();
        });
    }
}
