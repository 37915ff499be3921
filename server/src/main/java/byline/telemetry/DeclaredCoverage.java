package byline.telemetry;

import byline.http.Json;
import byline.keys.OrganisationId;
import byline.store.Events;
import byline.verify.Manifests;
import byline.wire.Manifest;
import byline.wire.Manifest.Coverage;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps what the manifests behind events declare of their coverage, as facts among the events: fetched off the request
/// path, written when it has changed. A manifest that can't be read leaves what it said before.
final class DeclaredCoverage implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DeclaredCoverage.class.getName());
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_KNOWN = 10_000;
    private static final int AT_ONCE = 4;
    private static final String NOTHING = "{}";

    private final Manifests manifests;
    private final Events events;
    private final Stamps stamps;
    private final BlockingQueue<Source> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ReentrantLock writing = new ReentrantLock();
    private final Cache<Source, Boolean> looked;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /// Who stands behind what.
    private record Source(String reporter, String manifest) {}

    DeclaredCoverage(Manifests manifests, Events events, Stamps stamps, Clock clock) {
        this.manifests = manifests;
        this.events = events;
        this.stamps = stamps;
        this.looked = Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfterWrite(AGAIN)
                .build();
    }

    void start() {
        for (int i = 0; i < AT_ONCE; i++) {
            workers.execute(this::work);
        }
    }

    /// Notes that events of this reporter refer to a manifest; looks at it before long, or at the next mention when too
    /// many wait.
    void saw(OrganisationId reporter, @Nullable String manifest) {
        if (manifest == null) {
            return;
        }
        Source source = new Source(reporter.value(), manifest);
        if (looked.asMap().putIfAbsent(source, true) == null && !waiting.offer(source)) {
            looked.invalidate(source);
        }
    }

    private void work() {
        try {
            while (true) {
                look(waiting.take());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Source source) {
        try {
            if (manifests.find(source.manifest()) instanceof Manifests.Found(Manifest manifest)) {
                keep(source, text(manifest));
            } else {
                looked.invalidate(source);
            }
        } catch (RuntimeException failure) {
            looked.invalidate(source);
            LOG.log(System.Logger.Level.WARNING, "coverage=unknown manifest=" + source.manifest(), failure);
        }
    }

    /// One at a time, since a second look at the same manifest may overtake the first.
    private void keep(Source source, String coverage) {
        writing.lock();
        try {
            if (!last(source).equals(coverage)) {
                events.append(List.of(stamps.coverage(source.reporter(), source.manifest(), coverage)));
            }
        } finally {
            writing.unlock();
        }
    }

    private String last(Source source) {
        return events
                .read(
                        "telemetry/declared_coverage",
                        Map.of("reporter", source.reporter(), "manifest", source.manifest()),
                        row -> String.valueOf(row.text("coverage")))
                .stream()
                .findFirst()
                .orElse(NOTHING);
    }

    private static String text(Manifest manifest) {
        Map<String, Coverage> coverage = new TreeMap<>();
        if (manifest.telemetry() != null) {
            coverage.putAll(manifest.telemetry().coverage());
        }
        return new String(Json.write(coverage), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
