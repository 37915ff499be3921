package byline.store.log;

import byline.store.Events.Overloaded;
import byline.store.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Lines on disk, in the order they were acknowledged: what was acknowledged survives a crash, and is read once.
public final class CommitLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CommitLog.class.getName());
    private final Limits.Log limits;
    private final Queue<Segment> sealed = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong releasedBytes = new AtomicLong();
    private final long recoveredBytes;
    private final GroupWriter writer;

    private CommitLog(Path folder, Limits.Log limits, List<Segment> segments, Segment last) {
        this.limits = limits;
        this.sealed.addAll(segments);
        this.recoveredBytes = segments.stream().mapToLong(Segment::bytes).sum();
        this.writer = new GroupWriter(folder, limits.segmentBytes(), sealed, last.number() + 1, last.end());
        Thread.ofPlatform().daemon().name("commit-log").start(writer);
    }

    /// Opens the log in this folder, or makes it, and recovers what a crash left.
    ///
    /// @param loaded the last segment that needs no loading any more; its number is 0 when there was none
    /// @throws IOException when the folder can't be used, or naming the file that is damaged
    public static CommitLog open(Path folder, Limits.Log limits, Segment loaded) throws IOException {
        Files.createDirectories(folder);
        List<Segment> segments = Recovery.segments(folder, loaded.number(), loaded.end());
        return new CommitLog(folder, limits, segments, segments.isEmpty() ? loaded : segments.getLast());
    }

    /// Keeps room for these lines, so that writing them is no longer refused for want of room.
    ///
    /// @throws Overloaded when the backlog, or what waits for the disk, is past its bound
    public Room reserve(Lines lines) {
        long waiting = waitingBytes.addAndGet(lines.length());
        if (isFull(waiting)) {
            waitingBytes.addAndGet(-lines.length());
            throw new Overloaded("more events arrive than can be stored");
        }
        return new Room(lines);
    }

    /// Refuses early what [#reserve] would refuse, before anybody has worked for it.
    public void refuseWhenFull() {
        if (isFull(waitingBytes.get())) {
            throw new Overloaded("more events arrive than can be stored");
        }
    }

    /// Lines acknowledged since the data folder was made.
    public long acknowledged() {
        return writer.end();
    }

    /// Bytes on disk that are not released.
    public long backlogBytes() {
        return recoveredBytes + writer.written() - releasedBytes.get();
    }

    /// Lines that are written from now on stand in the segment of this number or in a later one.
    public long nextSegment() {
        return writer.number();
    }

    /// The oldest segment not released; the file being written is ended when there is no other.
    public Optional<Segment> oldest() {
        if (sealed.isEmpty()) {
            Ticket seal = Ticket.seal();
            writer.submit(seal);
            seal.await();
        }
        return Optional.ofNullable(sealed.peek());
    }

    /// Forgets the oldest segment: its lines are durable elsewhere.
    public void release(Segment oldest) {
        if (sealed.remove(oldest)) {
            releasedBytes.addAndGet(oldest.bytes());
            try {
                Files.deleteIfExists(oldest.path());
            } catch (IOException leftForTheNextOpen) {
                LOG.log(System.Logger.Level.WARNING, "log=kept file=" + oldest.path(), leftForTheNextOpen);
            }
        }
    }

    /// Ends the file being written; what waits is written before.
    @Override
    public void close() {
        Ticket stop = Ticket.stop();
        writer.submit(stop);
        try {
            stop.await();
        } catch (Overloaded closedBefore) {
            LOG.log(System.Logger.Level.DEBUG, "log=closed", closedBefore);
        }
    }

    private boolean isFull(long waiting) {
        return waiting > limits.waitingBytes() || backlogBytes() + waiting > limits.backlogBytes();
    }

    /// Room for lines in the log, given back when closed.
    public final class Room implements AutoCloseable {
        private final Lines lines;

        private Room(Lines lines) {
            this.lines = lines;
        }

        /// Returns when the lines are durable.
        ///
        /// @throws Overloaded when they are not and never will be, for the log was closed or its disk failed
        public void write() {
            Ticket ticket = Ticket.write(lines);
            writer.submit(ticket);
            ticket.await();
        }

        @Override
        public void close() {
            waitingBytes.addAndGet(-lines.length());
        }
    }
}
