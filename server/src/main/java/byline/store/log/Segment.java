package byline.store.log;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of the log nobody writes to any more: the unit of loading.
///
/// @param number its place in the log, counted from 1
/// @param lines without the groups' trailers
/// @param end lines in the log up to and with this segment, since the data folder was made
public record Segment(long number, Path path, long bytes, long lines, long end) {
    private static final Pattern NAME = Pattern.compile("(\\d{12})\\.ndjson");

    /// What is left of a segment when it is loaded: its number, and the end of the log so far.
    public static Segment loaded(long number, long end) {
        return new Segment(number, Path.of(""), 0, 0, end);
    }

    static Path path(Path folder, long number) {
        return folder.resolve("%012d.ndjson".formatted(number));
    }

    static OptionalLong numberOf(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }
}
