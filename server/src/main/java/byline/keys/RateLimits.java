package byline.keys;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Counts requests by name and clock minute. Memory is bounded: past so many names in two minutes, the count of one
/// that has not been used for long begins anew.
public final class RateLimits {
    private static final int MAX_NAMES = 100_000;
    private static final int SECONDS = 60;

    private final Clock clock;
    private final Cache<Minute, AtomicLong> counts = Caffeine.newBuilder()
            .maximumSize(MAX_NAMES)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();

    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    private record Minute(String name, long number) {}

    /// How a name stands after a request.
    ///
    /// @param remaining requests still free this minute
    /// @param reset when the next minute begins
    /// @param exceeded whether this request was one too many
    public record Allowance(int limit, int remaining, Instant reset, boolean exceeded) {
        /// Says on an answer how its caller stands; what is said last counts.
        public void tell(Reply reply) {
            reply.header("X-RateLimit-Limit", String.valueOf(limit))
                    .header("X-RateLimit-Remaining", String.valueOf(remaining))
                    .header("X-RateLimit-Reset", String.valueOf(reset.getEpochSecond()));
        }
    }

    /// Counts a request of this name.
    ///
    /// @param limit requests a minute
    public Allowance take(String name, int limit) {
        return take(name, limit, 1);
    }

    /// Counts several things of this name at once; when they do not all fit, all of them are too many.
    public Allowance take(String name, int limit, int things) {
        Minute minute = minute(name);
        long used = counts.get(minute, unused -> new AtomicLong()).addAndGet(things);
        return new Allowance(limit, (int) Math.max(0, limit - used), end(minute), used > limit);
    }

    /// How a name stands, without counting anything.
    public Allowance standing(String name, int limit) {
        Minute minute = minute(name);
        AtomicLong used = counts.getIfPresent(minute);
        long left = used == null ? limit : limit - used.get();
        return new Allowance(limit, (int) Math.max(0, left), end(minute), false);
    }

    /// What someone is told who is past a limit.
    public Refusal refusal(Allowance allowance) {
        long seconds = Math.max(
                1,
                Duration.between(clock.instant(), allowance.reset())
                        .plusMillis(999)
                        .toSeconds());
        return new Refusal(
                        Code.RATE_LIMITED,
                        "No more than " + allowance.limit() + " times a minute; try again in " + seconds + " s")
                .with("retry_after", seconds)
                .header("Retry-After", String.valueOf(seconds));
    }

    private Minute minute(String name) {
        return new Minute(name, Math.floorDiv(clock.instant().getEpochSecond(), SECONDS));
    }

    private static Instant end(Minute minute) {
        return Instant.ofEpochSecond((minute.number() + 1) * SECONDS);
    }
}
