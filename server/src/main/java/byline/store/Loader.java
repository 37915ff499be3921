package byline.store;

import byline.store.log.CommitLog;
import byline.store.log.Segment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Moves the log into the engine, a segment at a time, each exactly once: the busier the server, the larger the
/// segments. When an attempt fails, nothing of the segment is loaded, and it tries again until it succeeds.
final class Loader {
    private static final System.Logger LOG = System.getLogger(Loader.class.getName());
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long BUSY_BYTES = 16 << 20;
    private final CommitLog log;
    private final EventStore store;
    private final LongConsumer loadedTo;
    private final Progress progress;
    private final Thread thread = Thread.ofPlatform().daemon().name("loader").unstarted(this::run);
    private volatile boolean abandoned;

    /// Loads what the last run left, before it returns.
    ///
    /// @param loadedTo hears how many events are loaded, after each segment
    Loader(CommitLog log, EventStore store, LongConsumer loadedTo) {
        this.log = log;
        this.store = store;
        this.loadedTo = loadedTo;
        this.progress = new Progress(store.lastLoaded().end());
        while (progress.loaded() < log.acknowledged()) {
            loadOldest();
        }
    }

    /// From now on loads what comes.
    void start() {
        thread.start();
    }

    /// How far it is.
    Progress progress() {
        return progress;
    }

    /// Loads what is in the log, for as long as the limit allows, and ends.
    void close(Duration limit) {
        progress.close();
        try {
            abandoned = !thread.join(limit);
            thread.join();
        } catch (InterruptedException interrupted) {
            abandoned = true;
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean rested = true;
            while (!abandoned) {
                if (progress.awaitWork(log::acknowledged, IDLE_NANOS)) {
                    progress.linger(log.backlogBytes() > BUSY_BYTES ? 0 : LINGER_NANOS);
                    rested = !attempt(this::loadOldest);
                } else if (progress.closing()) {
                    return;
                } else if (!rested) {
                    rested = attempt(store::rest);
                }
            }
        } catch (InterruptedException ended) {
            LOG.log(System.Logger.Level.ERROR, "loader=interrupted", ended);
        }
    }

    private boolean attempt(Runnable step) throws InterruptedException {
        try {
            step.run();
            return true;
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "loader=failed", failure);
            abandoned = progress.closing();
            progress.pause(RETRY_NANOS);
            return false;
        }
    }

    private void loadOldest() {
        Segment segment = log.oldest()
                .orElseThrow(() -> new IllegalStateException("a failed write holds back what was acknowledged"));
        store.load(segment);
        progress.advance(segment.end());
        loadedTo.accept(segment.end());
        log.release(segment);
    }
}
