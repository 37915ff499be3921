package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import byline.sites.LoggedRequest.Observer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CloudFront's standard log: columns between tabs, which a `#Fields:` line names.
final class CloudFrontFormat implements LogFormat {
    private static final String FIELDS = "#Fields:";
    private static final List<String> WANTED = List.of(
            "date",
            "time",
            "x-host-header",
            "cs-method",
            "cs-uri-stem",
            "cs-uri-query",
            "sc-status",
            "cs(Referer)",
            "cs(User-Agent)");
    private static final List<String> USUAL = List.of(
            "date",
            "time",
            "x-edge-location",
            "sc-bytes",
            "c-ip",
            "cs-method",
            "cs(Host)",
            "cs-uri-stem",
            "sc-status",
            "cs(Referer)",
            "cs(User-Agent)",
            "cs-uri-query",
            "cs(Cookie)",
            "x-edge-result-type",
            "x-edge-request-id",
            "x-host-header");

    /// For each column the place of what it holds in `WANTED`, or -1.
    private int[] columns = columns(USUAL);

    @Override
    public Observer observer() {
        return Observer.EDGE;
    }

    @Override
    public @Nullable LogLine read(byte[] line, int start, int end) throws Malformed {
        if (start == end || line[start] == '#') {
            String header = new String(line, start, end - start, UTF_8);
            if (header.startsWith(FIELDS)) {
                columns = columns(
                        Arrays.asList(header.substring(FIELDS.length()).strip().split("\\s+", -1)));
            }
            return null;
        }
        @Nullable String[] values = values(line, start, end);
        String date = values[0];
        String time = values[1];
        String method = values[3];
        String stem = values[4];
        if (date == null || time == null || method == null || stem == null) {
            throw new Malformed("fewer columns than its header names");
        }
        return new LogLine(
                date + 'T' + time + 'Z',
                values[2],
                method,
                values[5] == null ? stem : stem + '?' + values[5],
                status(values[6]),
                decoded(values[7]),
                decoded(values[8]));
    }

    @Override
    public Instant instant(String time) throws Malformed {
        try {
            return Instant.parse(time);
        } catch (DateTimeException impossible) {
            throw new Malformed("no date and time");
        }
    }

    private @Nullable String[] values(byte[] line, int start, int end) {
        @Nullable String[] values = new @Nullable String[WANTED.size()];
        int from = start;
        for (int column = 0; column < columns.length && from <= end; column++) {
            int to = from;
            while (to < end && line[to] != '\t') {
                to++;
            }
            boolean absent = to == from || (to == from + 1 && line[from] == '-');
            if (columns[column] >= 0 && !absent) {
                values[columns[column]] = new String(line, from, to - from, UTF_8);
            }
            from = to + 1;
        }
        return values;
    }

    private static int status(@Nullable String text) throws Malformed {
        if (text == null || !text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 3) {
            throw new Malformed("no status");
        }
        return Integer.parseInt(text);
    }

    /// Spaces and more are written as `%20`, in old files as `%2520`.
    private static @Nullable String decoded(@Nullable String text) {
        if (text == null || text.indexOf('%') < 0) {
            return text;
        }
        String once = Percent.decoded(text);
        return text.contains("%25") ? Percent.decoded(once) : once;
    }

    private static int[] columns(List<String> names) {
        return names.stream().mapToInt(WANTED::indexOf).toArray();
    }
}
