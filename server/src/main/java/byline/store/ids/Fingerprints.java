package byline.store.ids;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Every fingerprint ever added: the newest in memory, the others in [Runs] on disk.
/// After a crash those of the events from segment [#covered] on have to be added again.
public final class Fingerprints implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Fingerprints.class.getName());
    private static final long RETRY_NANOS = 1_000_000_000L;
    private final Sizes sizes;
    private final Runs runs;
    private final Thread flusher;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Table young = new Table();
    private @Nullable Table old;
    private long oldCovers;
    private LongSupplier nextSegment;
    private boolean closing;

    private Fingerprints(Sizes sizes, Runs runs) {
        this.sizes = sizes;
        this.runs = runs;
        this.nextSegment = runs::covered;
        this.flusher = Thread.ofPlatform().daemon().name("ids").start(this::flush);
    }

    /// Opens the fingerprints in this folder; starts with none when a file is damaged.
    public static Fingerprints open(Path folder, Sizes sizes) throws IOException {
        return new Fingerprints(sizes, Runs.open(folder, sizes));
    }

    /// The first segment of the commit log whose ids may be missing.
    public long covered() {
        return runs.covered();
    }

    /// From now on nothing is missing: ids are added before they are written to the log.
    ///
    /// @param next the segment that is written to next, or an earlier one
    public void follow(LongSupplier next) {
        lock.lock();
        try {
            nextSegment = next;
        } finally {
            lock.unlock();
        }
    }

    /// Marks by index those that were added before.
    public BitSet find(List<Fingerprint> fingerprints) {
        BitSet found = new BitSet(fingerprints.size());
        lock.lock();
        try {
            for (int index = 0; index < fingerprints.size(); index++) {
                Fingerprint fingerprint = fingerprints.get(index);
                found.set(index, young.contains(fingerprint) || (old != null && old.contains(fingerprint)));
            }
        } finally {
            lock.unlock();
        }
        try {
            runs.find(fingerprints, found);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    /// Adds these; waits only while the disk is so slow that four times the wanted number is in memory.
    public void add(List<Fingerprint> fingerprints) {
        lock.lock();
        try {
            while (young.size() >= 3 * sizes.inMemory() && !closing) {
                changed.awaitUninterruptibly();
            }
            fingerprints.forEach(young::add);
            if (young.size() >= sizes.inMemory() && old == null) {
                age();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes what is in memory to disk, so that the next start finds it there.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            flusher.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            runs.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void age() {
        oldCovers = nextSegment.getAsLong();
        old = young;
        young = new Table();
        changed.signalAll();
    }

    private void flush() {
        for (Table table = nextOld(); table != null; table = nextOld()) {
            try {
                runs.add(table, oldCovers);
                forgetOld();
                runs.merge();
            } catch (IOException | RuntimeException failure) {
                LOG.log(System.Logger.Level.ERROR, "ids=flush_failed", failure);
                if (endsWithin(RETRY_NANOS)) {
                    return;
                }
            }
        }
    }

    private @Nullable Table nextOld() {
        lock.lock();
        try {
            while (old == null && !closing) {
                changed.awaitUninterruptibly();
            }
            if (old == null && young.size() > 0) {
                age();
            }
            return old;
        } finally {
            lock.unlock();
        }
    }

    private void forgetOld() {
        lock.lock();
        try {
            old = null;
            if (young.size() >= sizes.inMemory()) {
                age();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean endsWithin(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !closing) {
                left = changed.awaitNanos(left);
            }
            return closing;
        } catch (InterruptedException ended) {
            return true;
        } finally {
            lock.unlock();
        }
    }
}
