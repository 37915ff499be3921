package byline.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reports a log while it is written, through rotation and truncation, from where it stopped the last time.
public final class Follow {
    private static final Duration POLL = Duration.ofMillis(200);

    /// How long a log that was rotated may still be written to.
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Import.Setup setup;
    private final Receiver receiver;
    private final Checkpoints checkpoints;
    private final Duration delay;
    private final Clock clock;
    private final Import rest;

    /// @param delay how long a line may wait before it is reported
    public Follow(Import.Setup setup, Receiver receiver, Checkpoints checkpoints, Duration delay, Clock clock) {
        this.setup = setup;
        this.receiver = receiver;
        this.checkpoints = checkpoints;
        this.delay = delay;
        this.clock = clock;
        this.rest = new Import(setup, receiver, checkpoints, (position, size, lines, delivered) -> {}, clock);
    }

    /// Follows a file, which need not be there yet; first reports what an earlier run left in logs rotated since.
    ///
    /// @param goesOn asked a few times a second
    /// @return what became of the lines of the log that was followed last
    /// @throws Receiver.Refused when the server refuses
    public Tally run(Path file, BooleanSupplier goesOn) throws IOException, InterruptedException, Import.Unreadable {
        Tally last = new Tally();
        catchUp(file);
        while (goesOn.getAsBoolean()) {
            try {
                Object written = key(file);
                Optional<Tally> followed = follow(file, written, goesOn);
                if (followed.isPresent()) {
                    last = followed.get();
                    catchUp(file);
                    continue;
                }
            } catch (NoSuchFileException notYet) {
                // between a rotation and the first line after it
            }
            Thread.sleep(POLL);
        }
        return last;
    }

    /// Until the file is another one.
    ///
    /// @param written what the file system knew the file by before it was opened
    /// @return empty while it has no line
    private Optional<Tally> follow(Path file, @Nullable Object written, BooleanSupplier goesOn)
            throws IOException, InterruptedException, Import.Unreadable {
        try (LogFile log = LogFile.open(file)) {
            Fingerprint fingerprint = log.fingerprint().orElse(null);
            if (fingerprint == null) {
                return Optional.empty();
            }
            LogKind kind = Import.kind(setup.kind(), log, file.toString());
            LogFormat format = kind.format();
            Import.readHeaders(format, log.head());
            checkpoints.writeFollowed(file, receiver.site(), fingerprint);
            Checkpoint begun = checkpoints.find(fingerprint, receiver.site()).orElse(null);
            Feed feed = new Feed(
                    format,
                    new Sieve(setup.bots(), setup.referrers(), setup.everyBot()),
                    fingerprint.new Ids(receiver.site()),
                    begun == null ? 0 : begun.counts().lines());
            Delivery.Log what = new Delivery.Log(file.toString(), kind, format.observer(), fingerprint, begun);
            try (Delivery delivery = new Delivery(what, receiver, checkpoints, clock)) {
                Reading reading = new Reading(log, log.lines(begun == null ? 0 : begun.offset()), feed, delivery);
                boolean left = reading.readWhile(goesOn, () -> isAnother(file, written));
                long after = left ? reading.lastLine() : reading.lines().after();
                delivery.submit(feed.next(), after);
                return Optional.of(delivery.finish());
            }
        }
    }

    /// A question to the file system.
    private interface Look {
        boolean isSo() throws IOException;
    }

    /// A log that is open, and where its lines go.
    private final class Reading {
        private final LogFile log;
        private final Lines lines;
        private final Feed feed;
        private final Delivery delivery;

        Reading(LogFile log, Lines lines, Feed feed, Delivery delivery) {
            this.log = log;
            this.lines = lines;
            this.feed = feed;
            this.delivery = delivery;
        }

        Lines lines() {
            return lines;
        }

        /// Whether it has been emptied is asked before each read: from the old place on, other lines would stand there.
        ///
        /// @return whether there is no more to come, for another file stands in its place
        boolean readWhile(BooleanSupplier goesOn, Look replaced) throws IOException, InterruptedException {
            long leave = Long.MAX_VALUE;
            while (goesOn.getAsBoolean() && System.nanoTime() < leave) {
                if (log.isTruncated(lines.after())) {
                    return false;
                }
                boolean idle = read();
                if (leave == Long.MAX_VALUE && replaced.isSo()) {
                    leave = System.nanoTime() + LATE.toNanos();
                }
                if (idle) {
                    Thread.sleep(POLL);
                }
            }
            if (!log.isTruncated(lines.after())) {
                var unused = read();
            }
            return leave != Long.MAX_VALUE;
        }

        /// Takes in what stands behind the last line's end, if it is a whole line.
        ///
        /// @return where the next line begins
        long lastLine() {
            long after = lines.after();
            return lines.unfinished() && feed.takeUnfinished(lines) ? lines.after() : after;
        }

        /// Reads what is there.
        ///
        /// @return whether there was nothing
        private boolean read() throws IOException, InterruptedException {
            boolean idle = true;
            while (lines.next()) {
                idle = false;
                feed.take(lines);
                if (feed.isFull() || feed.ageNanos() > delay.toNanos()) {
                    delivery.submit(feed.next(), lines.after());
                }
            }
            if (!feed.isIdle() && feed.ageNanos() > delay.toNanos()) {
                delivery.submit(feed.next(), lines.after());
            }
            return idle;
        }
    }

    /// Whether a new file with something in it stands where this one did.
    private static boolean isAnother(Path file, @Nullable Object written) throws IOException {
        try {
            return !Objects.equals(key(file), written) && Files.size(file) > 0;
        } catch (NoSuchFileException rotatedAndNotYetBegun) {
            return false;
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /// The log that was followed last may have been rotated, and more than once, while nobody followed it.
    private void catchUp(Path file) throws IOException, InterruptedException, Import.Unreadable {
        Optional<String> last = checkpoints.findFollowed(file, receiver.site());
        if (last.isEmpty()) {
            return;
        }
        List<Path> rotated = rotated(file);
        for (int at = 0; at < rotated.size(); at++) {
            if (fingerprint(rotated.get(at)).filter(last.get()::equals).isPresent()) {
                for (Path missed : rotated.subList(at, rotated.size())) {
                    var unused = rest.run(missed);
                }
                return;
            }
        }
    }

    /// Files whose names begin with this one's, oldest first.
    private static List<Path> rotated(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        String name = file.getFileName().toString();
        try (Stream<Path> siblings = Files.list(Objects.requireNonNull(folder))) {
            List<Path> found = new ArrayList<>(siblings.filter(sibling -> {
                        String other = sibling.getFileName().toString();
                        return other.startsWith(name) && !other.equals(name) && Files.isRegularFile(sibling);
                    })
                    .toList());
            found.sort(Comparator.comparing(Follow::changed));
            return found;
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static Optional<String> fingerprint(Path file) {
        try (LogFile log = LogFile.open(file)) {
            return log.fingerprint().map(Fingerprint::hex);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
