package byline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Several connections that send as fast as they are answered, for a bounded time and number of events.
///
/// @param maxEvents after which no further request begins
record Load(int connections, Duration duration, long maxEvents) {
    /// What came of it.
    ///
    /// @param overloaded requests that were told to come back later, and did
    record Result(long events, double seconds, long overloaded, Latencies latencies) {
        double eventsPerSecond() {
            return events / seconds;
        }

        double requestsPerSecond() {
            return latencies.count() / seconds;
        }
    }

    /// Something that takes one request after another until it is told to stop.
    interface Target {
        /// Sends until `budget` is spent or the time is over.
        Latencies send(Budget budget) throws Exception;
    }

    /// What the senders of one load share.
    record Budget(long deadlineNanos, AtomicLong events, AtomicLong overloaded) {
        /// Whether another request of so many events may begin.
        boolean take(int count) {
            return System.nanoTime() < deadlineNanos && events.addAndGet(-count) >= 0;
        }
    }

    Load(int connections, Duration duration) {
        this(connections, duration, Long.MAX_VALUE);
    }

    /// Runs one target a connection; a request is worth `eventsEach`.
    Result run(int eventsEach, java.util.function.Supplier<Target> targets) {
        long start = System.nanoTime();
        Budget budget = new Budget(start + duration.toNanos(), new AtomicLong(maxEvents), new AtomicLong());
        Latencies all = new Latencies();
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            List<Future<Latencies>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Target target = targets.get();
                running.add(senders.submit(() -> target.send(budget)));
            }
            for (Future<Latencies> sender : running) {
                all.addAll(sender.get());
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a sender failed", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(
                (long) all.count() * eventsEach, seconds, budget.overloaded().get(), all);
    }
}
