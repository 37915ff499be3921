package byline.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What is read from pages of others, kept as long as their `Cache-Control` allows within bounds; that there is
/// none, for a minute. However many wait for a page, it is fetched once.
final class KeptPages<T> {
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    private final WebFetch web;
    private final Clock clock;
    private final BiFunction<URI, String, T> read;
    private final Function<String, T> absent;
    private final OneAtATime<Kept<T>> fetches = new OneAtATime<>();
    private final Cache<URI, Kept<T>> kept;

    private record Kept<T>(T value, Duration lifetime, Instant fetchedAt) {}

    /// @param read makes something of an address and the page at it
    /// @param absent makes something of the reason why there is no page, in public words
    KeptPages(WebFetch web, Clock clock, BiFunction<URI, String, T> read, Function<String, T> absent) {
        this.web = web;
        this.clock = clock;
        this.read = read;
        this.absent = absent;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(Expiry.<URI, Kept<T>>creating((address, page) -> page.lifetime()))
                .build();
    }

    T find(URI address) {
        Kept<T> known = kept.getIfPresent(address);
        return known != null ? known.value() : fetched(address);
    }

    /// The same, fetched anew unless that happened within the last minute: it may have changed since.
    T findNewer(URI address) {
        Kept<T> known = kept.getIfPresent(address);
        return known != null && known.fetchedAt().plus(AGAIN).isAfter(clock.instant())
                ? known.value()
                : fetched(address);
    }

    private T fetched(URI address) {
        return fetches.run(address.toString(), () -> fetch(address))
                .map(Kept::value)
                .orElseGet(() -> absent.apply("too many pages are being fetched at this moment"));
    }

    private Kept<T> fetch(URI address) {
        Kept<T> fetched =
                switch (web.get(address)) {
                    case WebFetch.Failed(String reason) -> none(reason);
                    case WebFetch.Page page when page.status() != 200 -> none("its address answered " + page.status());
                    case WebFetch.Page page ->
                        new Kept<>(
                                read.apply(address, page.body()),
                                CacheControl.lifetime(page.cacheControl()),
                                clock.instant());
                };
        kept.put(address, fetched);
        return fetched;
    }

    private Kept<T> none(String reason) {
        return new Kept<>(absent.apply(reason), CacheControl.LEAST, clock.instant());
    }
}
