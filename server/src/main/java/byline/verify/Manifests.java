package byline.verify;

import byline.wire.Limits;
import byline.wire.Manifest;
import byline.wire.ManifestReader;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The manifests of others, fetched where they are published and kept as long as their `Cache-Control` allows.
public final class Manifests {
    public static final String PLACE = "/.well-known/content-telemetry.json";

    private static final Pattern ID = Pattern.compile(
            "https://[A-Za-z0-9.-]{1,253}(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}){0,8}" + Pattern.quote(PLACE));
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    private final WebFetch web;
    private final Clock clock;
    private final ManifestReader reader = new ManifestReader(Limits.DEFAULT);
    private final OneAtATime<Kept> fetches = new OneAtATime<>();
    private final Cache<String, Kept> kept;

    public Manifests(WebFetch web, Clock clock) {
        this.web = web;
        this.clock = clock;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(Expiry.<String, Kept>creating((id, entry) -> entry.lifetime()))
                .build();
    }

    /// What came of looking for one.
    public sealed interface Result {}

    public record Found(Manifest manifest) implements Result {}

    /// @param reason in public words
    public record Absent(String reason) implements Result {}

    private record Kept(Result result, Duration lifetime, Instant fetchedAt) {}

    /// Whether this can be the id of a manifest: an HTTPS address at the standard port that ends where manifests are.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// The manifest of this id; one that can't be fetched, or is not valid, or has another id, is absent.
    public Result find(String id) {
        return Optional.ofNullable(kept.getIfPresent(id)).map(Kept::result).orElseGet(() -> fetched(id));
    }

    /// The same, fetched anew unless that happened within the last minute: a key may have been added since.
    Result findNewer(String id) {
        Kept known = kept.getIfPresent(id);
        return known != null && known.fetchedAt().plus(AGAIN).isAfter(clock.instant()) ? known.result() : fetched(id);
    }

    private Result fetched(String id) {
        if (!isId(id)) {
            return new Absent("it is no id of a manifest");
        }
        return fetches.run(id, () -> fetch(id))
                .map(Kept::result)
                .orElseGet(() -> new Absent("too many manifests are being fetched at this moment"));
    }

    private Kept fetch(String id) {
        Kept fetched =
                switch (web.get(URI.create(id))) {
                    case WebFetch.Failed(String reason) ->
                        new Kept(new Absent(reason), CacheControl.LEAST, clock.instant());
                    case WebFetch.Page page
                    when page.status() != 200 ->
                        new Kept(
                                new Absent("its address answered " + page.status()),
                                CacheControl.LEAST,
                                clock.instant());
                    case WebFetch.Page page ->
                        new Kept(read(id, page.body()), CacheControl.lifetime(page.cacheControl()), clock.instant());
                };
        kept.put(id, fetched);
        return fetched;
    }

    private Result read(String id, String body) {
        ManifestReader.Result result = reader.read(body.getBytes(StandardCharsets.UTF_8));
        Manifest manifest = result.manifest();
        if (manifest == null) {
            return new Absent("it is not valid: " + result.problems().getFirst().message());
        }
        return manifest.id().equals(id) ? new Found(manifest) : new Absent("its id is " + manifest.id());
    }
}
