package byline.keys;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// All live keys in memory: a check is one hash and one look-up, and what `remove` took is gone when it returns.
public final class Keyring {
    private final Map<Digest, ApiKey> live = new ConcurrentHashMap<>();
    private final ServerSecret secret;
    private final Clock clock;

    public Keyring(ServerSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /// The key this text is the secret of, if it is accepted now.
    public Optional<ApiKey> find(String text) {
        return Optional.ofNullable(live.get(secret.digest(text))).filter(key -> key.isLive(clock.instant()));
    }

    void put(Digest digest, ApiKey key) {
        live.put(digest, key);
    }

    void remove(Digest digest) {
        live.remove(digest);
    }

    public int size() {
        return live.size();
    }
}
