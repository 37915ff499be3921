package byline.store;

import byline.store.Events.Overloaded;
import byline.store.log.CommitLog;
import byline.store.log.Segment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/// Moves the log into the engine, a segment at a time, each exactly once: the busier the server, the larger the
/// segments. Who waits for what was acknowledged before is told when it is there.
final class Loader implements Runnable {
    private static final System.Logger LOG = System.getLogger(Loader.class.getName());
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long BUSY_BYTES = 16 << 20;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private final CommitLog log;
    private final EventStore store;
    private final LongConsumer loadedTo;
    private final Thread thread = Thread.ofPlatform().daemon().name("loader").unstarted(this);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private volatile long loaded;
    private volatile boolean idle;
    private int readers;
    private boolean closing;
    private long deadline;

    /// Loads what the last run left, before it returns.
    ///
    /// @param loadedTo hears how many events are loaded, after each segment
    Loader(CommitLog log, EventStore store, LongConsumer loadedTo) {
        this.log = log;
        this.store = store;
        this.loadedTo = loadedTo;
        this.loaded = store.lastLoaded().end();
        while (loaded < log.acknowledged()) {
            loadOldest();
        }
        thread.start();
    }

    /// Events that reports can see.
    long loaded() {
        return loaded;
    }

    /// There is more to load; called after every append.
    void wake() {
        if (idle) {
            lock.lock();
            try {
                idle = false;
                work.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /// Waits until so many events are loaded.
    ///
    /// @throws Overloaded when that takes longer than the limit
    void await(long events, Duration limit) {
        if (loaded >= events) {
            return;
        }
        lock.lock();
        try {
            readers++;
            work.signal();
            long left = limit.toNanos();
            while (loaded < events && left > 0) {
                left = progress.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            readers--;
            lock.unlock();
        }
        if (loaded < events) {
            throw new Overloaded("events acknowledged so far are not loaded yet");
        }
    }

    @Override
    public void run() {
        Next next = Next.REST;
        while ((next = next(next)) != Next.END) {
            try {
                if (next == Next.LOAD) {
                    loadOldest();
                } else {
                    store.rest();
                }
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.ERROR, "loader=failed", failure);
                pause();
            }
        }
    }

    /// Loads what is in the log, for as long as the limit allows, and ends.
    void close(Duration limit) {
        lock.lock();
        try {
            closing = true;
            deadline = System.nanoTime() + limit.toNanos();
            work.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loadOldest() {
        Segment segment = log.oldest()
                .orElseThrow(() -> new IllegalStateException("a failed write holds back what was acknowledged"));
        store.load(segment);
        lock.lock();
        try {
            loaded = segment.end();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        loadedTo.accept(loaded);
        log.release(segment);
    }

    private Next next(Next before) {
        lock.lock();
        try {
            boolean rested = before == Next.REST;
            while (loaded >= log.acknowledged()) {
                if (closing) {
                    return Next.END;
                }
                idle = true;
                if (loaded >= log.acknowledged() && work.awaitNanos(IDLE_NANOS) <= 0 && !rested) {
                    return Next.REST;
                }
            }
            idle = false;
            long left = log.backlogBytes() > BUSY_BYTES ? 0 : LINGER_NANOS;
            while (left > 0 && readers == 0 && !closing) {
                left = work.awaitNanos(left);
            }
            return closing && System.nanoTime() - deadline > 0 ? Next.END : Next.LOAD;
        } catch (InterruptedException ended) {
            return Next.END;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = closing ? 0 : RETRY_NANOS;
            while (left > 0 && !closing) {
                left = work.awaitNanos(left);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// What the loader does next.
    private enum Next {
        LOAD,
        REST,
        END
    }
}
