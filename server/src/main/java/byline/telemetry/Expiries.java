package byline.telemetry;

import byline.identity.OrganisationSettings;
import byline.store.Events;
import byline.store.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Deletes events once nobody keeps them any longer: at the start, and every few hours.
final class Expiries implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Expiries.class.getName());
    private static final Duration EVERY = Duration.ofHours(6);

    private final OrganisationSettings settings;
    private final Events events;
    private final Clock clock;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("expiries").factory());

    Expiries(OrganisationSettings settings, Events events, Clock clock) {
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    void start() {
        var unused = worker.scheduleWithFixedDelay(this::attempt, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
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

    private void attempt() {
        try {
            long gone = events.expire(
                    new Retention(clock.instant(), settings.retentionDays(), OrganisationSettings.USUAL_RETENTION));
            if (gone > 0) {
                LOG.log(System.Logger.Level.INFO, "expired events=" + gone);
            }
        } catch (RuntimeException failure) {
            if (!worker.isShutdown()) {
                LOG.log(System.Logger.Level.ERROR, "expiry failed; it is tried again in six hours", failure);
            }
        }
    }
}
