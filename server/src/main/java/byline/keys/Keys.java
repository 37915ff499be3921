package byline.keys;

import byline.database.IdentityDatabase;
import java.security.SecureRandom;
import java.time.Clock;

/// The keys in one piece: at rest, live in memory, and proved by a request.
public final class Keys implements AutoCloseable {
    /// What a plane stands on.
    public record Foundation(IdentityDatabase database, ServerSecret secret, SecureRandom random, Clock clock) {}

    private final Keyring keyring;
    private final AuditLog audit;
    private final Plans plans;
    private final MonthlyEvents monthlyEvents;
    private final ApiKeys apiKeys;
    private final KeyUses uses;
    private final Authentication authentication;

    /// Keys of organisations that may use as much as they like.
    public Keys(Foundation foundation) {
        this(foundation, Plans.Offer.UNLIMITED);
    }

    public Keys(Foundation foundation, Plans.Offer offer) {
        this.keyring = new Keyring(foundation.secret(), foundation.clock());
        this.audit = new AuditLog(foundation.database(), foundation.secret(), foundation.clock());
        this.plans = new Plans(foundation.database(), audit, offer);
        this.monthlyEvents = new MonthlyEvents(foundation.database(), plans, foundation.clock());
        this.apiKeys = new ApiKeys(keyring, audit, plans, foundation);
        this.uses = new KeyUses(foundation.database(), foundation.clock());
        this.authentication = new Authentication(keyring, uses, plans, new RateLimits(foundation.clock()));
        apiKeys.load();
    }

    /// Keys that are accepted at this moment, those that have just expired included.
    public int live() {
        return keyring.size();
    }

    public AuditLog audit() {
        return audit;
    }

    public Plans plans() {
        return plans;
    }

    public MonthlyEvents monthlyEvents() {
        return monthlyEvents;
    }

    public ApiKeys apiKeys() {
        return apiKeys;
    }

    public KeyUses uses() {
        return uses;
    }

    public Authentication authentication() {
        return authentication;
    }

    @Override
    public void close() {
        monthlyEvents.close();
        uses.close();
    }
}
