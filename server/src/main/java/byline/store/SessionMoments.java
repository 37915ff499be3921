package byline.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The start or the end of each session, known as soon as it is durable; the first one of a session counts.
final class SessionMoments<T> {
    /// Type of the event that opens the session it is linked to; its `rest` says what is known of it.
    static final String STARTED = "byline.session_started";

    /// Type of the event that ends the session it is linked to; its `rest` says how.
    static final String ENDED = "byline.session_ended";

    private static final int CACHED = 100_000;
    private final String type;
    private final Function<StoredEvent, T> shape;
    private final Loaded<T> store;
    private final KnownSessions known;
    private final Map<Key, Fresh<T>> notLoaded = new ConcurrentHashMap<>();
    private final Cache<Key, Optional<T>> cache =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    /// @param type of the events that count
    /// @param shape what is kept of one
    SessionMoments(String type, Function<StoredEvent, T> shape, Loaded<T> store, KnownSessions known) {
        this.type = type;
        this.shape = shape;
        this.store = store;
        this.known = known;
    }

    /// Whether events of this type begin or end a session.
    static boolean isOne(String type) {
        return type.equals(STARTED) || type.equals(ENDED);
    }

    Optional<T> find(String reporter, UUID sessionId) {
        return Objects.requireNonNull(cache.get(new Key(reporter, sessionId), this::look));
    }

    /// Takes note of the moments among these events, which are durable.
    ///
    /// @param position of the log at which they are loaded
    void remember(List<StoredEvent> events, long position) {
        for (StoredEvent event : events) {
            UUID sessionId = event.links().sessionId();
            if (event.type().equals(type) && sessionId != null) {
                Key key = new Key(event.stamp().reporter(), sessionId);
                if (find(key.reporter, sessionId).isEmpty()) {
                    Fresh<T> first = notLoaded.computeIfAbsent(key, _ -> new Fresh<>(shape.apply(event), position));
                    cache.put(key, Optional.of(first.moment));
                }
            }
        }
    }

    /// Forgets what the engine can answer by now.
    void forget(long loaded) {
        notLoaded.values().removeIf(fresh -> fresh.position <= loaded);
    }

    private Optional<T> look(Key key) {
        Fresh<T> fresh = notLoaded.get(key);
        if (fresh != null) {
            return Optional.of(fresh.moment);
        }
        return known.mayHave(key.reporter, key.sessionId) ? store.find(key.reporter, key.sessionId) : Optional.empty();
    }

    /// What the engine has loaded.
    interface Loaded<T> {
        /// Whether events of this type begin or end a session.
        static boolean isOne(String type) {
            return type.equals(STARTED) || type.equals(ENDED);
        }

        Optional<T> find(String reporter, UUID sessionId);
    }

    private record Key(String reporter, UUID sessionId) {}

    private record Fresh<T>(T moment, long position) {}
}
