package byline.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Which sessions have ended, known as soon as the end is durable; the first end of a session is the one that counts.
final class SessionEnds {
    /// Type of the event that ends the session it is linked to; its `rest` says how.
    static final String TYPE = "byline.session_ended";

    private static final int CACHED = 100_000;
    private final EventStore store;
    private final Map<Key, End> notLoaded = new ConcurrentHashMap<>();
    private final Cache<Key, Optional<String>> cache =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    SessionEnds(EventStore store) {
        this.store = store;
    }

    /// The `rest` of the event that ended it.
    Optional<String> find(String reporter, UUID sessionId) {
        return Objects.requireNonNull(cache.get(new Key(reporter, sessionId), this::look));
    }

    /// Takes note of the ends among these events, which are durable.
    ///
    /// @param position of the log at which they are loaded
    void remember(List<StoredEvent> events, long position) {
        for (StoredEvent event : events) {
            UUID sessionId = event.links().sessionId();
            if (event.type().equals(TYPE) && sessionId != null) {
                Key key = new Key(event.stamp().reporter(), sessionId);
                if (find(key.reporter, sessionId).isEmpty()) {
                    End first = notLoaded.computeIfAbsent(key, _ -> new End(event.rest(), position));
                    cache.put(key, Optional.of(first.rest));
                }
            }
        }
    }

    /// Forgets what the engine can answer by now.
    void forget(long loaded) {
        notLoaded.values().removeIf(end -> end.position <= loaded);
    }

    private Optional<String> look(Key key) {
        End end = notLoaded.get(key);
        return end != null ? Optional.of(end.rest) : store.findSessionEnd(key.reporter, key.sessionId);
    }

    private record Key(String reporter, UUID sessionId) {}

    private record End(String rest, long position) {}
}
