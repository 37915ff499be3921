package byline.keys;

import byline.database.IdentityDatabase;
import byline.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// How each key is used: last when and from where, to the minute; how often a day, by status. Counted in memory and
/// written in the background, so no request waits for it; a crash loses a few seconds of counts.
public final class KeyUses implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int LONGEST_USER_AGENT = 200;
    private static final int ADDRESSES_PER_KEY = 20;
    private static final int MOST_WAITING = 100_000;

    /// Requests of one key, one day, one answer.
    record Tally(String key, LocalDate day, int status) {}

    private record Place(String key, String address) {}

    /// Requests of a day that were answered with a status.
    public record DayUse(LocalDate date, int status, long count) {}

    /// A place a key was used from.
    public record AddressUse(String address, String userAgent, Instant lastUsedAt) {}

    private final Map<Tally, Long> counts = new ConcurrentHashMap<>();
    private final Map<Place, ApiKey.LastUse> places = new ConcurrentHashMap<>();
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

    void note(ApiKey key, Request request, int status) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        counts.merge(new Tally(key.id(), LocalDate.ofInstant(minute, ZoneOffset.UTC), status), 1L, Long::sum);
        Place place = new Place(key.id(), request.address());
        ApiKey.LastUse known = places.get(place);
        boolean news = known == null ? places.size() < MOST_WAITING : known.at().isBefore(minute);
        if (news) {
            String userAgent = request.header("User-Agent").orElse("");
            places.put(
                    place,
                    new ApiKey.LastUse(
                            minute,
                            place.address(),
                            userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT))));
        }
    }

    /// Writes down what has been noted so far.
    public void write() {
        if (counts.isEmpty()) {
            return;
        }
        List<Tally> tallies = new ArrayList<>(counts.keySet());
        List<Place> seen = new ArrayList<>(places.keySet());
        database.run(handle -> {
            for (Tally tally : tallies) {
                Long count = counts.remove(tally);
                if (count != null) {
                    add(handle, tally, count);
                }
            }
            for (Place place : seen) {
                ApiKey.LastUse use = places.remove(place);
                if (use != null) {
                    update(handle, place, use);
                }
            }
        });
    }

    private static void add(Handle handle, Tally tally, long count) {
        handle.createUpdate("INSERT INTO key_usage (key_id, day, status, requests)"
                        + " SELECT :key, :day, :status, :count FROM api_keys WHERE id = :key"
                        + " ON CONFLICT (key_id, day, status) DO UPDATE SET requests = requests + excluded.requests")
                .bind("key", tally.key())
                .bind("day", tally.day().toString())
                .bind("status", tally.status())
                .bind("count", count)
                .execute();
    }

    private static void update(Handle handle, Place place, ApiKey.LastUse use) {
        handle.createUpdate("UPDATE api_keys SET last_used_at = :at, last_used_address = :address,"
                        + " last_used_user_agent = :userAgent WHERE id = :key")
                .bindMethods(use)
                .bind("at", use.at().toEpochMilli())
                .bind("key", place.key())
                .execute();
        handle.createUpdate("INSERT INTO key_addresses (key_id, address, user_agent, last_used_at)"
                        + " SELECT :key, :address, :userAgent, :at FROM api_keys WHERE id = :key"
                        + " ON CONFLICT (key_id, address) DO UPDATE SET user_agent = excluded.user_agent,"
                        + " last_used_at = excluded.last_used_at")
                .bindMethods(use)
                .bind("at", use.at().toEpochMilli())
                .bind("key", place.key())
                .execute();
        handle.createUpdate("DELETE FROM key_addresses WHERE key_id = :key AND address NOT IN (SELECT address"
                        + " FROM key_addresses WHERE key_id = :key ORDER BY last_used_at DESC, address LIMIT :most)")
                .bind("key", place.key())
                .bind("most", ADDRESSES_PER_KEY)
                .execute();
    }

    /// Uses of a key since a day, oldest first.
    public List<DayUse> days(String key, LocalDate since) {
        return database.read(handle -> handle.createQuery("SELECT day, status, requests FROM key_usage"
                        + " WHERE key_id = :key AND day >= :since ORDER BY day, status")
                .bind("key", key)
                .bind("since", since.toString())
                .map((row, context) -> new DayUse(
                        LocalDate.parse(row.getString("day")), row.getInt("status"), row.getLong("requests")))
                .list());
    }

    /// The last addresses a key was used from, newest first.
    public List<AddressUse> addresses(String key) {
        return database.read(handle -> handle.createQuery("SELECT address, user_agent, last_used_at FROM key_addresses"
                        + " WHERE key_id = :key ORDER BY last_used_at DESC, address")
                .bind("key", key)
                .map((row, context) -> new AddressUse(
                        row.getString("address"),
                        row.getString("user_agent"),
                        Instant.ofEpochMilli(row.getLong("last_used_at"))))
                .list());
    }

    @Override
    public void close() {
        writer.close();
        write();
    }
}
