package byline.keys;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All live keys in memory: a check is one hash and one look-up, and what `remove` took is gone when it returns.
public final class Keyring {
    private final Map<Digest, ApiKey> live = new ConcurrentHashMap<>();
    private final Set<OrganisationId> gone = ConcurrentHashMap.newKeySet();
    private final ServerSecret secret;
    private final Clock clock;

    public Keyring(ServerSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /// The key this text is the secret of, if it is accepted now. What can't be a key costs a checksum, no more.
    public Optional<ApiKey> find(String text) {
        boolean wellFormed = SecretText.isWellFormed(text, OrganisationType.CONTENT_OWNER.prefix())
                || SecretText.isWellFormed(text, OrganisationType.PLATFORM.prefix());
        return wellFormed
                ? Optional.ofNullable(live.get(secret.digest(text))).filter(key -> key.isLive(clock.instant()))
                : Optional.empty();
    }

    /// Whether the organisation was deleted, so that its keys name nobody.
    boolean isGone(OrganisationId organisation) {
        return !gone.isEmpty() && gone.contains(organisation);
    }

    void put(Digest digest, ApiKey key) {
        live.put(digest, key);
    }

    void remove(Digest digest) {
        live.remove(digest);
    }

    void bury(OrganisationId organisation) {
        gone.add(organisation);
    }

    void unbury(OrganisationId organisation) {
        gone.remove(organisation);
    }

    /// Drops what has expired, so that short-lived keys don't pile up.
    void forgetExpired() {
        Instant now = clock.instant();
        live.values().removeIf(key -> !key.isLive(now));
    }

    public int size() {
        return live.size();
    }
}
