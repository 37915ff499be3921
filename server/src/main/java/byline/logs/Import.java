package byline.logs;

import byline.sites.Bots;
import byline.sites.Referrers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reports whole logs, each from where an earlier run stopped.
public final class Import {
    private static final long LONGEST_BATCH = Duration.ofSeconds(2).toNanos();
    private static final int LINES_A_LOOK = 4_096;

    private final Setup setup;
    private final Receiver receiver;
    private final Checkpoints checkpoints;
    private final Progress progress;
    private final Clock clock;

    /// @param kind null to look at the log
    /// @param everyBot whether programs that are no AI are reported too
    public record Setup(@Nullable LogKind kind, Bots bots, Referrers referrers, boolean everyBot) {}

    /// Told now and then how far it is.
    public interface Progress {
        /// @param position bytes read of the file as it lies on disk
        /// @param size its bytes, 0 when not known
        void at(long position, long size, long lines, Tally.Counts delivered);
    }

    /// @param before lines that an earlier run had reported
    /// @param truncated whether a compressed log broke off
    public record Result(LogKind kind, Tally tally, long before, boolean truncated) {}

    /// A log that can't be imported, and what to do about it.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    public Import(Setup setup, Receiver receiver, Checkpoints checkpoints, Progress progress, Clock clock) {
        this.setup = setup;
        this.receiver = receiver;
        this.checkpoints = checkpoints;
        this.progress = progress;
        this.clock = clock;
    }

    /// Reports a file, plain or gzip; returns when the server has all of it.
    public Result run(Path file) throws IOException, InterruptedException, Unreadable {
        try (LogFile log = LogFile.open(file)) {
            return run(log, file.toString());
        }
    }

    /// Reports a stream.
    public Result run(InputStream stream) throws IOException, InterruptedException, Unreadable {
        return run(LogFile.of(stream), "-");
    }

    private Result run(LogFile log, String name) throws IOException, InterruptedException, Unreadable {
        LogKind kind = kind(setup.kind(), log, name);
        Fingerprint fingerprint =
                log.fingerprint().or(() -> Fingerprint.of(log.head(), false)).orElse(null);
        if (fingerprint == null) {
            return new Result(kind, new Tally(), 0, false);
        }
        LogFormat format = kind.format();
        readHeaders(format, log.head());
        Checkpoint begun = checkpoints.find(fingerprint, receiver.site()).orElse(null);
        long before = begun == null ? 0 : begun.counts().lines();
        Delivery.Log what = new Delivery.Log(name, kind, format.observer(), fingerprint, begun);
        Sieve sieve = new Sieve(setup.bots(), setup.referrers(), setup.everyBot());
        try (Delivery delivery = new Delivery(what, receiver, checkpoints, clock)) {
            Feed feed = new Feed(format, sieve, fingerprint.new Ids(receiver.site()), before);
            boolean whole = read(log, begun == null ? 0 : begun.offset(), feed, delivery);
            return new Result(kind, delivery.finish(), before, !whole);
        }
    }

    /// @return whether it ended where it should
    private boolean read(LogFile log, long offset, Feed feed, Delivery delivery)
            throws IOException, InterruptedException {
        Lines lines = log.lines(offset);
        boolean whole = true;
        long count = 0;
        try {
            while (lines.next()) {
                feed.take(lines);
                if (++count % LINES_A_LOOK == 0) {
                    progress.at(log.position(), log.size(), count, delivery.counts());
                }
                if (feed.isFull() || (count % LINES_A_LOOK == 0 && feed.ageNanos() > LONGEST_BATCH)) {
                    delivery.submit(feed.next(), lines.after());
                }
            }
        } catch (EOFException | ZipException brokenOff) {
            whole = false;
        }
        long after = lines.after();
        if (whole && lines.unfinished() && feed.takeUnfinished(lines)) {
            after = lines.after();
        }
        delivery.submit(feed.next(), after);
        return whole;
    }

    /// @param wanted null to look at the log
    static LogKind kind(@Nullable LogKind wanted, LogFile log, String name) throws Unreadable {
        return Optional.ofNullable(wanted)
                .or(() -> LogKind.detect(log.head()))
                .orElseThrow(() -> new Unreadable("can't tell the format of " + name
                        + " by its first lines; say it with" + " --format, one of " + LogKind.ids()));
    }

    /// A log that is taken up in the middle still has its columns named at the top.
    static void readHeaders(LogFormat format, byte[] head) {
        Lines lines = new Lines(new java.io.ByteArrayInputStream(head), 0);
        try {
            while (lines.next() && lines.end() > lines.start() && lines.bytes()[lines.start()] == '#') {
                var unused = format.read(lines.bytes(), lines.start(), lines.end());
            }
        } catch (IOException | LogFormat.Malformed noHeader) {
            return;
        }
    }
}
