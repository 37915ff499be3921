package byline.logs;

import byline.sites.LoggedRequest.Observer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reports the batches of one log in their order while the next ones are read; a checkpoint follows what is stored.
final class Delivery implements AutoCloseable {
    private static final int WAITING = 2;
    private static final long CHECKPOINT_NANOS = Duration.ofMillis(500).toNanos();

    private final BlockingQueue<Load> queue = new ArrayBlockingQueue<>(WAITING);
    private final Receiver receiver;
    private final Checkpoints checkpoints;
    private final Log log;
    private final Clock clock;
    private final Tally done = new Tally();
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    private volatile Tally.Counts counts;
    private long noted = System.nanoTime();

    /// What is delivered.
    record Log(
            String file,
            LogKind kind,
            Observer observer,
            Fingerprint fingerprint,
            @Nullable Checkpoint begun) {}

    /// @param after where the next line begins
    private record Load(@Nullable Batch batch, long after) {}

    Delivery(Log log, Receiver receiver, Checkpoints checkpoints, Clock clock) {
        this.log = log;
        this.receiver = receiver;
        this.checkpoints = checkpoints;
        this.clock = clock;
        if (log.begun() != null) {
            done.add(log.begun().counts());
        }
        this.counts = done.counts();
        this.thread = Thread.ofVirtual().name("delivery").start(this::run);
    }

    /// Hands over a batch; waits while two others wait.
    ///
    /// @param after where the line after it begins
    /// @throws Receiver.Refused when an earlier one could not be delivered
    void submit(Batch batch, long after) throws InterruptedException {
        put(new Load(batch, after));
    }

    /// Waits until everything handed over is stored.
    ///
    /// @return what became of every line of the log so far
    Tally finish() throws InterruptedException {
        put(new Load(null, 0));
        thread.join();
        rethrow();
        return done;
    }

    /// What became of the lines that are delivered.
    Tally.Counts counts() {
        return counts;
    }

    /// Gives up what is not delivered yet.
    @Override
    public void close() {
        thread.interrupt();
    }

    private void put(Load load) throws InterruptedException {
        do {
            rethrow();
        } while (!queue.offer(load, 100, TimeUnit.MILLISECONDS));
    }

    private void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        long after = log.begun() == null ? 0 : log.begun().offset();
        try {
            for (Load load = queue.take(); load.batch() != null; load = queue.take()) {
                deliver(load.batch());
                after = load.after();
                if (System.nanoTime() - noted > CHECKPOINT_NANOS) {
                    note(after);
                }
            }
            note(after);
        } catch (RuntimeException refused) {
            failure = refused;
            note(after);
        } catch (InterruptedException ended) {
            note(after);
        }
    }

    private void deliver(Batch batch) throws InterruptedException {
        if (!batch.isEmpty()) {
            batch.tally().stored(receiver.send(batch.body(), log.observer()));
        }
        done.add(batch.tally());
        counts = done.counts();
    }

    private void note(long after) {
        checkpoints.write(
                log.fingerprint(),
                receiver.site(),
                new Checkpoint(log.file(), log.kind().id(), after, counts, clock.instant()));
        noted = System.nanoTime();
    }
}
