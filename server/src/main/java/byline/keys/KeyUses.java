package byline.keys;

import byline.database.IdentityDatabase;
import byline.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// When and from where each key was last used, to the minute; written in the background, so no request waits for it.
public final class KeyUses implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int LONGEST_USER_AGENT = 200;

    private final Map<String, ApiKey.LastUse> newest = new ConcurrentHashMap<>();
    private final Set<String> unwritten = ConcurrentHashMap.newKeySet();
    private final IdentityDatabase database;
    private final Clock clock;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("key-uses").factory());

    public KeyUses(IdentityDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        var unused =
                writer.scheduleWithFixedDelay(this::write, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void note(ApiKey key, Request request) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        ApiKey.LastUse known = newest.get(key.id());
        if (known != null && known.at().equals(minute)) {
            return;
        }
        String userAgent = request.header("User-Agent").orElse("");
        newest.put(
                key.id(),
                new ApiKey.LastUse(
                        minute,
                        request.address(),
                        userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT))));
        unwritten.add(key.id());
    }

    /// Writes down what has been noted so far.
    public void write() {
        Set<String> batch = Set.copyOf(unwritten);
        if (batch.isEmpty()) {
            return;
        }
        unwritten.removeAll(batch);
        database.run(handle -> batch.forEach(id -> update(handle, id, Objects.requireNonNull(newest.get(id)))));
    }

    private static void update(Handle handle, String id, ApiKey.LastUse use) {
        handle.createUpdate("UPDATE api_keys SET last_used_at = :at, last_used_address = :address,"
                        + " last_used_user_agent = :userAgent WHERE id = :id")
                .bind("at", use.at().toEpochMilli())
                .bind("address", use.address())
                .bind("userAgent", use.userAgent())
                .bind("id", id)
                .execute();
    }

    @Override
    public void close() {
        writer.shutdownNow();
        write();
    }
}
