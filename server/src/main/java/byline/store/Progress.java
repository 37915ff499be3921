package byline.store;

import byline.store.Events.Overloaded;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// How far the log is loaded: readers wait here for the loader, and the loader for something to do.
final class Progress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition advanced = lock.newCondition();
    private volatile long loaded;
    private volatile boolean idle;
    private int readers;
    private boolean closing;

    Progress(long loaded) {
        this.loaded = loaded;
    }

    /// Events that reports can see.
    long loaded() {
        return loaded;
    }

    /// Waits until so many events are loaded, which the loader then hurries to do.
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
                left = advanced.awaitNanos(left);
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

    void advance(long events) {
        lock.lock();
        try {
            loaded = events;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// There is more to load; cheap while the loader is at work anyway.
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

    void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean closing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something to load.
    ///
    /// @return whether there is something
    boolean awaitWork(LongSupplier acknowledged, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            idle = true;
            while (loaded >= acknowledged.getAsLong() && left > 0 && !closing) {
                left = work.awaitNanos(left);
            }
            idle = false;
            return loaded < acknowledged.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    /// Lets some time pass, unless somebody waits for what is not loaded, or begins to.
    void linger(long nanos) throws InterruptedException {
        lock.lock();
        try {
            for (long left = nanos; left > 0 && readers == 0 && !closing; ) {
                left = work.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets some time pass, whoever waits.
    void pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            for (long left = nanos; left > 0 && !closing; ) {
                left = work.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
