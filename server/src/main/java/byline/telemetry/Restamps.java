package byline.telemetry;

import byline.identity.ContentOwners;
import byline.identity.ContentOwners.Change;
import byline.store.Events;
import byline.store.Restamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Gives events to owners who register after the events came in, one job a domain or prefix, one job at a time. What a
/// crash leaves undone is taken up at the next start.
final class Restamps implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Restamps.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final ContentOwners owners;
    private final Events events;
    private final RestampPass pass;
    private final Clock clock;
    private final Duration settled;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("restamps").factory());

    /// @param settled after how long whatever was stamped before a change has been stored; then the job looks once more
    Restamps(ContentOwners owners, Events events, Clock clock, Duration settled) {
        this.owners = owners;
        this.events = events;
        this.pass = new RestampPass(new Attribution(owners), events);
        this.clock = clock;
        this.settled = settled;
    }

    /// Takes up what an earlier run left, and follows the changes from now on.
    void start() {
        owners.onChange(this::request);
        submit(this::takeUp, Duration.ZERO);
    }

    /// The jobs of an organisation, newest first.
    List<Restamp> list(String organisation, int limit) {
        return events.read(
                "telemetry/restamps", Map.of("organisation", organisation, "limit", limit), RestampPass::job);
    }

    @Override
    public void close() {
        worker.shutdownNow();
        try {
            worker.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void request(Change change) {
        Restamp job = new Restamp(
                "rst_" + UUID.randomUUID(),
                change.organisation().value(),
                change.kind().name().toLowerCase(Locale.ROOT),
                change.subject(),
                clock.instant(),
                0,
                0,
                0,
                null);
        submit(() -> begin(job), Duration.ZERO);
    }

    private void begin(Restamp job) {
        Restamp looked = pass.run(job);
        submit(() -> finish(looked), settled);
    }

    private void finish(Restamp job) {
        events.note(pass.run(job).finished(clock.instant()));
    }

    private void takeUp() {
        List<Restamp> left = events.read("telemetry/restamps_unfinished", Map.of(), RestampPass::job);
        left.forEach(job -> submit(() -> begin(job), Duration.ZERO));
        missed().stream()
                .filter(change -> left.stream().noneMatch(job -> job.subject().equals(change.subject())))
                .forEach(this::request);
    }

    /// What changed hands in the moment before a crash, when no job had been noted yet.
    private List<Change> missed() {
        List<Change> missed = new ArrayList<>();
        events.read("telemetry/unsettled_hosts", Map.of(), row -> Objects.requireNonNull(row.text("host"))).stream()
                .flatMap(host -> owners.find(host).stream())
                .distinct()
                .forEach(own -> missed.add(new Change(Change.Kind.DOMAIN, own.domain(), own.owner())));
        Set<String> prefixes = owners.prefixes();
        if (!prefixes.isEmpty()) {
            events.read(
                            "telemetry/unsettled_prefixes",
                            Map.of("prefixes", prefixes),
                            row -> Objects.requireNonNull(row.text("prefix")))
                    .forEach(prefix -> owners.findByContentId(prefix)
                            .ifPresent(owner -> missed.add(new Change(Change.Kind.PREFIX, prefix, owner))));
        }
        return missed;
    }

    private void submit(Runnable step, Duration delay) {
        try {
            ScheduledFuture<?> _ = worker.schedule(() -> attempt(step), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.DEBUG, "restamp=left for the next start");
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            if (!worker.isShutdown()) {
                LOG.log(System.Logger.Level.ERROR, "restamp=failed retry_seconds=" + RETRY.toSeconds(), failure);
                submit(step, RETRY);
            }
        }
    }
}
