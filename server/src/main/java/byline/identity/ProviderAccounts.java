package byline.identity;

import byline.database.IdentityDatabase;
import byline.identity.OpenIdClient.Account;
import byline.identity.Users.User;
import byline.keys.Keys;
import byline.keys.SecretText;
import byline.keys.ServerSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Who people are at OpenID providers, and the sign-ins that are under way there.
final class ProviderAccounts {
    private static final String PREFIX = "byl_state_";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final IdentityDatabase database;
    private final ServerSecret secret;
    private final Users users;
    private final SecureRandom random;
    private final Clock clock;

    ProviderAccounts(Keys.Foundation foundation, Users users) {
        this.database = foundation.database();
        this.secret = foundation.secret();
        this.users = users;
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// Begins a sign-in of this browser.
    ///
    /// @return the state to send along
    String begin(String provider, String browser) {
        String state = SecretText.mint(PREFIX, random);
        database.run(handle -> handle.createUpdate("INSERT INTO provider_sign_ins (state_digest, provider,"
                        + " browser_digest, created_at, expires_at) VALUES (:state, :provider, :browser, :now, :end)")
                .bind("state", secret.digest(state).hex())
                .bind("provider", provider)
                .bind("browser", secret.digest(browser).hex())
                .bind("now", clock.millis())
                .bind("end", clock.millis() + PATIENCE.toMillis())
                .execute());
        return state;
    }

    /// Ends a sign-in, in one statement: a state works once, in the browser it was made for.
    boolean finish(String provider, String browser, String state) {
        return database.write(handle -> handle.createUpdate("DELETE FROM provider_sign_ins WHERE state_digest = :state"
                                + " AND provider = :provider AND browser_digest = :browser AND expires_at > :now")
                        .bind("state", secret.digest(state).hex())
                        .bind("provider", provider)
                        .bind("browser", secret.digest(browser).hex())
                        .bind("now", clock.millis())
                        .execute()
                > 0);
    }

    /// A value that only this server can make of a state, so that nothing else of a sign-in has to be kept.
    String derived(String purpose, String state) {
        return secret.digest(purpose + "\n" + state).hex();
    }

    /// The user of an account: the one it was linked to, else the one with its verified address.
    ///
    /// @return nothing for an unknown account without a verified address
    Optional<User> find(Account account) {
        Optional<User> linked = database.read(handle -> handle.createQuery(
                                "SELECT user_id FROM provider_accounts WHERE issuer = :issuer AND subject = :subject")
                        .bind("issuer", account.issuer())
                        .bind("subject", account.subject())
                        .mapTo(String.class)
                        .findOne())
                .flatMap(users::find);
        return linked.or(() ->
                Optional.ofNullable(account.email()).flatMap(Users::normalise).map(email -> link(account, email)));
    }

    private User link(Account account, String email) {
        User user = users.findOrAdd(email, false);
        database.run(
                handle -> handle.createUpdate("INSERT INTO provider_accounts (issuer, subject, user_id, created_at)"
                                + " VALUES (:issuer, :subject, :user, :now) ON CONFLICT (issuer, subject) DO NOTHING")
                        .bind("issuer", account.issuer())
                        .bind("subject", account.subject())
                        .bind("user", user.id())
                        .bind("now", clock.millis())
                        .execute());
        return user;
    }
}
