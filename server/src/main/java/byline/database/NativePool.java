package byline.database;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The platform threads native calls run on: they would pin virtual threads, so callers wait here instead.
/// Closing waits for what was begun.
public final class NativePool implements AutoCloseable {
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService threads;

    public NativePool(String name, int size) {
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.NANOSECONDS,
                waiting,
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /// Calls that wait for a thread.
    public int waiting() {
        return waiting.size();
    }

    /// Runs the call on one of the pool's threads and waits for it.
    ///
    /// @throws RuntimeException what the call threw; a checked exception is wrapped
    public <T> T call(Callable<T> task) {
        try {
            return threads.submit(task).get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + threads, interrupted);
        }
    }

    /// Waits for the calls that run or wait, then ends the threads.
    @Override
    public void close() {
        threads.close();
    }
}
