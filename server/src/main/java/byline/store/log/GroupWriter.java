package byline.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The one thread that writes: what waits goes to disk as one group, so that many share a flush.
/// After a failed write it takes no more lines, because nobody knows what the disk holds.
final class GroupWriter implements Runnable {
    private static final System.Logger LOG = System.getLogger(GroupWriter.class.getName());
    private static final int GROUP_BYTES = 4 << 20;
    private final Path folder;
    private final long segmentBytes;
    private final Queue<Segment> sealed;
    private final BlockingQueue<Ticket> waiting = new LinkedBlockingQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    private @Nullable ActiveFile active;
    private volatile @Nullable Exception failure;
    private volatile boolean stopped;
    private final AtomicLong number;
    private final AtomicLong end;
    private final AtomicLong written = new AtomicLong();

    /// @param sealed where files go that are ended; the newest of what is in it comes before the first file
    /// @param end lines in the log so far
    GroupWriter(Path folder, long segmentBytes, Queue<Segment> sealed, long number, long end) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.sealed = sealed;
        this.number = new AtomicLong(number);
        this.end = new AtomicLong(end);
    }

    /// Number of the file that the next lines go to, or of an earlier one.
    long number() {
        return number.get();
    }

    /// Lines that are durable.
    long end() {
        return end.get();
    }

    /// Bytes written by this writer, trailers included.
    long written() {
        return written.get();
    }

    /// Hands over a ticket, which will be answered.
    void submit(Ticket ticket) {
        waiting.add(ticket);
        if (stopped && waiting.remove(ticket)) {
            ticket.answer(new IOException("closed"));
        }
    }

    @Override
    public void run() {
        try {
            List<Ticket> group = new ArrayList<>();
            while (serve(group)) {
                group.clear();
            }
        } catch (InterruptedException ended) {
            LOG.log(System.Logger.Level.ERROR, "log=interrupted folder=" + folder, ended);
        } finally {
            stopped = true;
            waiting.removeIf(ticket -> {
                ticket.answer(new IOException("closed"));
                return true;
            });
        }
    }

    private boolean serve(List<Ticket> group) throws InterruptedException {
        Ticket first = waiting.take();
        switch (first.wish()) {
            case WRITE -> {
                gather(first, group);
                answer(group, () -> write(group));
            }
            case SEAL -> answer(List.of(first), this::seal);
            case STOP -> answer(List.of(first), this::seal);
        }
        return first.wish() != Ticket.Wish.STOP;
    }

    private void gather(Ticket first, List<Ticket> group) {
        long bytes = 0;
        for (Ticket next = first; next != null && next.wish() == Ticket.Wish.WRITE; next = waiting.peek()) {
            bytes += next.lines().length();
            if (next != first) {
                if (bytes > GROUP_BYTES) {
                    return;
                }
                waiting.remove();
            }
            group.add(next);
        }
    }

    private static void answer(List<Ticket> tickets, Step step) {
        @Nullable Exception failed = new IOException("the writer ended");
        try {
            step.run();
            failed = null;
        } catch (IOException | RuntimeException broken) {
            failed = broken;
        } finally {
            for (Ticket ticket : tickets) {
                ticket.answer(failed);
            }
        }
    }

    private void write(List<Ticket> group) throws IOException {
        Exception earlier = failure;
        if (earlier != null) {
            throw new IOException("an earlier write failed: " + earlier.getMessage(), earlier);
        }
        try {
            List<Lines> lines = group.stream().map(Ticket::lines).toList();
            written.addAndGet(fileFor(lines).write(lines));
            end.addAndGet(lines.stream().mapToInt(Lines::count).sum());
        } catch (IOException | RuntimeException broken) {
            LOG.log(System.Logger.Level.ERROR, "log=failed folder=" + folder, broken);
            failure = broken;
            undo();
            throw broken;
        }
    }

    private ActiveFile fileFor(List<Lines> lines) throws IOException {
        long bytes = lines.stream().mapToLong(Lines::length).sum();
        if (active != null && active.length() > 0 && active.length() + bytes > segmentBytes) {
            seal();
        }
        ActiveFile file = active == null ? ActiveFile.create(folder, number.get(), buffer) : active;
        active = file;
        return file;
    }

    private void seal() throws IOException {
        ActiveFile file = active;
        if (file != null) {
            active = null;
            if (file.length() > 0) {
                sealed.add(file.seal(end.get()));
                number.incrementAndGet();
            } else {
                file.close();
            }
        }
    }

    private void undo() {
        try {
            if (active != null) {
                active.undo();
            }
        } catch (IOException stuck) {
            LOG.log(System.Logger.Level.ERROR, "log=undo_failed folder=" + folder, stuck);
            active = null;
        }
    }

    /// One thing the writer does with its file.
    private interface Step {
        void run() throws IOException;
    }
}
