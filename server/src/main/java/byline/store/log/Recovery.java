package byline.store.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Looks at what the last run left in the log's folder: cuts what was never acknowledged, refuses what is damaged.
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());
    private final Path folder;
    private final List<Segment> segments = new ArrayList<>();

    /// @param loaded number of the last segment the engine holds
    /// @param lines in the log up to and with that segment
    private Recovery(Path folder, long loaded, long lines) throws IOException {
        this.folder = folder;
        List<Long> numbers = numbers(folder);
        long end = lines;
        long expected = loaded + 1;
        for (long number : numbers) {
            if (number <= loaded) {
                Files.delete(Segment.path(folder, number));
                continue;
            }
            if (number != expected++) {
                throw damaged(Segment.path(folder, number - 1), "is missing");
            }
            Optional<Segment> whole = verify(number, number == numbers.getLast(), end);
            whole.ifPresent(segments::add);
            end = whole.map(Segment::end).orElse(end);
        }
    }

    /// The segments to load, oldest first, each of them whole.
    ///
    /// @throws IOException naming the file that is damaged and what to do
    static List<Segment> segments(Path folder, long loaded, long lines) throws IOException {
        return new Recovery(folder, loaded, lines).segments;
    }

    private static List<Long> numbers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Segment::numberOf)
                    .flatMapToLong(OptionalLong::stream)
                    .sorted()
                    .boxed()
                    .toList();
        }
    }

    private Optional<Segment> verify(long number, boolean last, long before) throws IOException {
        Path path = Segment.path(folder, number);
        byte[] file = Files.readAllBytes(path);
        int good = 0;
        long lines = 0;
        for (int start = 0, end; (end = lineEnd(file, start)) > 0; start = end) {
            Optional<Trailer> trailer =
                    Trailer.startsAt(file, start) ? Trailer.verified(file, start, end) : Optional.empty();
            if (trailer.isPresent()) {
                if (trailer.get().groupStart(start) != good) {
                    throw damaged(path, "is damaged at byte " + good + ", before events that were acknowledged");
                }
                good = end;
                lines += trailer.get().lines();
            }
        }
        if (good < file.length || good == 0) {
            cut(path, file.length, good, last);
        }
        return good == 0 ? Optional.empty() : Optional.of(new Segment(number, path, good, lines, before + lines));
    }

    private static int lineEnd(byte[] file, int start) {
        for (int at = start; at < file.length; at++) {
            if (file[at] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private static void cut(Path path, int length, int good, boolean last) throws IOException {
        if (!last) {
            throw damaged(path, "is damaged at byte " + good + " though newer files follow it");
        }
        LOG.log(System.Logger.Level.WARNING, "log=cut file={0} bytes={1}", path, length - good);
        if (good == 0) {
            Files.delete(path);
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(good);
            channel.force(true);
        }
    }

    private static IOException damaged(Path path, String how) {
        return new IOException("commit log: " + path + " " + how
                + ". Restore this file from a backup of the disk, or, to go on without the events in it, move it and"
                + " every file with a higher number out of the folder.");
    }
}
