package byline;

import byline.database.IdentityDatabase;
import byline.http.Door;
import byline.keys.Keys;
import byline.sites.HitCounts;
import byline.store.Events;
import byline.telemetry.IngestCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/// The figures an operator watches, in the text form of Prometheus. Their labels are words of this program: never an
/// organisation, a domain, an address or anything a sender chose.
final class Metrics implements Door.Watch {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final byte[] token;
    private final Map<Answered, Timer> requests = new ConcurrentHashMap<>();

    private record Answered(String route, int status) {}

    /// @param token that opens them
    Metrics(String token, IngestCounts telemetry, HitCounts sites) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        watch(telemetry);
        watch(sites);
        new JvmMemoryMetrics().bindTo(registry);
    }

    boolean isToken(String text) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), token);
    }

    /// Every figure there is.
    byte[] text() {
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void answered(String route, int status, long nanos) {
        requests.computeIfAbsent(new Answered(route, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Answered answered) {
        return Timer.builder("byline.http.requests")
                .description("Requests by the route that took them and the status they were answered with")
                .tag("route", answered.route())
                .tag("status", String.valueOf(answered.status()))
                .register(registry);
    }

    /// What came in by `POST /events` and `/sessions/bulk`.
    private void watch(IngestCounts counts) {
        received("telemetry", counts, c -> c.snapshot().received());
        outcome("telemetry", "stored", counts, c -> c.snapshot().stored());
        outcome("telemetry", "duplicate", counts, c -> c.snapshot().duplicates());
        outcome("telemetry", "rejected", counts, c -> c.snapshot().rejected());
        outcome("telemetry", "quarantined", counts, c -> 0);
        counter("byline.events.stripped", "Events that lost a field which may not be kept", counts, c -> c.snapshot()
                .stripped());
    }

    /// What came in by `POST /api/t`.
    private void watch(HitCounts counts) {
        received("sites", counts, c -> c.snapshot().received());
        outcome("sites", "stored", counts, c -> c.snapshot().stored());
        outcome("sites", "duplicate", counts, c -> c.snapshot().duplicates());
        outcome("sites", "rejected", counts, c -> c.snapshot().rejected());
        outcome("sites", "quarantined", counts, c -> c.snapshot().quarantined());
    }

    void watch(Events events) {
        Timer commits = Timer.builder("byline.commit")
                .description("How long an append waited until the disk had it")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .register(registry);
        events.watchCommits(nanos -> commits.record(nanos, TimeUnit.NANOSECONDS));
        counter("byline.log.acknowledged", "Events on disk since the data folder was made", events, e -> e.counters()
                .acknowledged());
        counter("byline.log.loaded", "Of these, those that reads can see", events, e -> e.counters()
                .loaded());
        gauge("byline.log.backlog.bytes", "Bytes on disk and not loaded yet", events, e -> e.counters()
                .backlogBytes());
        waiting("events", events, Events::waiting);
    }

    void watch(IdentityDatabase database, Keys keys) {
        waiting("identity", database, IdentityDatabase::waiting);
        gauge("byline.keys.live", "API keys in memory, each accepted when it is presented", keys, Keys::live);
    }

    private <T> void received(String surface, T source, ToLongFunction<T> value) {
        FunctionCounter.builder("byline.events.received", source, value::applyAsLong)
                .description("Events that were sent; the sum of what became of them")
                .tag("surface", surface)
                .register(registry);
    }

    private <T> void outcome(String surface, String outcome, T source, ToLongFunction<T> value) {
        FunctionCounter.builder("byline.events", source, value::applyAsLong)
                .description("What became of events")
                .tag("surface", surface)
                .tag("outcome", outcome)
                .register(registry);
    }

    private <T> void counter(String name, String what, T source, ToLongFunction<T> value) {
        FunctionCounter.builder(name, source, value::applyAsLong)
                .description(what)
                .register(registry);
    }

    private <T> void waiting(String pool, T source, ToLongFunction<T> value) {
        Gauge.builder("byline.pool.waiting", source, value::applyAsLong)
                .description("Calls that wait for a thread of a database")
                .tag("pool", pool)
                .register(registry);
    }

    private <T> void gauge(String name, String what, T source, ToLongFunction<T> value) {
        Gauge.builder(name, source, value::applyAsLong).description(what).register(registry);
    }
}
