package byline.store.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// The line that ends a group: what must stand before it for the group to count.
///
/// @param bytes of the group's lines
/// @param checksum CRC-32C over the group's lines and the trailer up to the checksum
record Trailer(int lines, int bytes, long checksum) {
    private static final Pattern FORM =
            Pattern.compile("(\\{\"lines\":(\\d{1,9}),\"bytes\":(\\d{1,10}),)\"crc32c\":(\\d{1,10})\\}\n");
    private static final byte[] START = "{\"lines\":".getBytes(US_ASCII);
    private static final int LONGEST = 80;

    /// The text of the trailer of these lines, whose bytes went through the checksum already.
    static byte[] text(int lines, int bytes, CRC32C checksum) {
        String counts = counts(lines, bytes);
        checksum.update(counts.getBytes(US_ASCII));
        return "%s\"crc32c\":%d}\n".formatted(counts, checksum.getValue()).getBytes(US_ASCII);
    }

    /// Whether a line that starts here may be a trailer; lines of ours start otherwise.
    static boolean startsAt(byte[] file, int offset) {
        return offset + START.length <= file.length
                && Arrays.equals(file, offset, offset + START.length, START, 0, START.length);
    }

    /// Whether the line from `start` to `end` is the trailer of a whole group, which then began at [#groupStart].
    static Optional<Trailer> verified(byte[] file, int start, int end) {
        if (end - start > LONGEST) {
            return Optional.empty();
        }
        Matcher line = FORM.matcher(new String(file, start, end - start, US_ASCII));
        if (!line.matches() || Long.parseLong(line.group(3)) > start) {
            return Optional.empty();
        }
        Trailer trailer = new Trailer(
                Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3)), Long.parseLong(line.group(4)));
        return Optional.of(trailer).filter(whole -> whole.matches(file, start));
    }

    int groupStart(int start) {
        return start - bytes;
    }

    private boolean matches(byte[] file, int start) {
        CRC32C actual = new CRC32C();
        actual.update(file, groupStart(start), bytes);
        actual.update(counts(lines, bytes).getBytes(US_ASCII));
        return actual.getValue() == checksum;
    }

    private static String counts(int lines, int bytes) {
        return "{\"lines\":%d,\"bytes\":%d,".formatted(lines, bytes);
    }
}
