package byline.verify;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Work that many may wait for but one does, and no more than a few kinds of it at the same time.
final class OneAtATime<T> {
    private static final int MOST = 16;
    private static final int PATIENCE_SECONDS = 2;

    private final Map<String, FutureTask<T>> running = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST);

    /// What the work for this name came to, whoever does it; empty when too much else is going on.
    Optional<T> run(String name, Callable<T> work) {
        FutureTask<T> mine = new FutureTask<>(work);
        try {
            FutureTask<T> other = running.get(name);
            if (other != null) {
                return Optional.of(other.get());
            }
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
            try {
                return Optional.of(one(name, mine).get());
            } finally {
                places.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private FutureTask<T> one(String name, FutureTask<T> mine) {
        FutureTask<T> other = running.putIfAbsent(name, mine);
        if (other != null) {
            return other;
        }
        try {
            mine.run();
        } finally {
            running.remove(name, mine);
        }
        return mine;
    }
}
