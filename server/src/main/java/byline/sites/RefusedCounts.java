package byline.sites;

import byline.store.Events;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes down how many hits were refused before they are answered, many requests at a time: a flood that is refused
/// writes a few lines a second, not one for each request.
final class RefusedCounts {
    private static final Duration APART = Duration.ofMillis(250);

    private final Events events;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition never = lock.newCondition();
    private Round open = new Round();
    private long next = System.nanoTime();

    RefusedCounts(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /// The requests that are written down together; the first of them does it.
    private static final class Round {
        private final Map<IntakeNote, Integer> counts = new HashMap<>();
        private final CompletableFuture<Boolean> written = new CompletableFuture<>();
    }

    /// Returns when it is on disk.
    ///
    /// @throws Events.Overloaded when it could not be written; nothing is counted then
    void add(Map<IntakeNote, Integer> counts) {
        Round mine;
        boolean first;
        lock.lock();
        try {
            mine = open;
            first = mine.counts.isEmpty();
            counts.forEach((note, count) -> mine.counts.merge(note, count, Integer::sum));
        } finally {
            lock.unlock();
        }
        if (first) {
            write(mine);
        }
        await(mine);
    }

    private void write(Round round) {
        try {
            closeOpen();
            var unused = events.append(IntakeNote.events(round.counts, clock.instant()));
            round.written.complete(true);
        } catch (RuntimeException failure) {
            round.written.completeExceptionally(failure);
        }
    }

    /// Lets others join for as long as the last round is too near, then nobody any more.
    private void closeOpen() {
        lock.lock();
        try {
            for (long left = next - System.nanoTime(); left > 0; ) {
                left = never.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open = new Round();
            next = System.nanoTime() + APART.toNanos();
            lock.unlock();
        }
    }

    private static void await(Round round) {
        try {
            var unused = round.written.get(1, TimeUnit.MINUTES);
        } catch (java.util.concurrent.ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new CompletionException(failure);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new Events.Overloaded("what is refused can't be written down in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Events.Overloaded("interrupted while writing down what is refused");
        }
    }
}
