package byline.logs;

import byline.sites.LoggedRequest.Observer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object a line; [JsonMembers] say where in it is what.
final class JsonFormat implements LogFormat {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendLiteral("UTC")
            .optionalEnd()
            .parseDefaulting(java.time.temporal.ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(java.util.Locale.ROOT);

    /// Past these a number of seconds would lie far in the future, so it counts smaller units.
    private static final BigDecimal MILLIS = BigDecimal.TEN.pow(11);

    private static final int MOST_DIGITS = 20;
    private static final int THREE_DIGITS = 3;

    private final JsonMembers members;
    private final JsonLine json = new JsonLine();

    JsonFormat(JsonMembers members) {
        this.members = members;
    }

    @Override
    public Observer observer() {
        return members.observer();
    }

    @Override
    public @Nullable LogLine read(byte[] line, int start, int end) throws Malformed {
        if (start == end) {
            return null;
        }
        Map<JsonMembers.Part, String> values = json.read(line, start, end, members.names());
        return line(values);
    }

    @Override
    public Instant instant(String time) throws Malformed {
        try {
            if (time.indexOf(':') < 0) {
                return instant(new BigDecimal(time));
            }
            return TIME.parse(time, OffsetDateTime::from).toInstant();
        } catch (DateTimeException | ArithmeticException | NumberFormatException impossible) {
            throw new Malformed("no time that can be read");
        }
    }

    /// Since 1970 in seconds, milli-, micro- or nanoseconds.
    private static Instant instant(BigDecimal number) {
        if (number.precision() - number.scale() > MOST_DIGITS) {
            throw new ArithmeticException("no time");
        }
        BigDecimal seconds = number;
        while (seconds.compareTo(MILLIS) > 0) {
            seconds = seconds.movePointLeft(THREE_DIGITS);
        }
        long whole = seconds.longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private static @Nullable LogLine line(Map<JsonMembers.Part, String> values) throws Malformed {
        String method = values.get(JsonMembers.Part.METHOD);
        String target = values.get(JsonMembers.Part.TARGET);
        String time = values.get(JsonMembers.Part.TIME);
        if (method == null || target == null) {
            return null;
        }
        if (time == null) {
            throw new Malformed("no time");
        }
        return new LogLine(
                time,
                values.get(JsonMembers.Part.HOST),
                method,
                target,
                status(values),
                values.get(JsonMembers.Part.REFERRER),
                values.get(JsonMembers.Part.USER_AGENT),
                values.get(JsonMembers.Part.COUNTRY),
                values.get(JsonMembers.Part.CITY),
                values.get(JsonMembers.Part.ASN),
                "false".equals(values.get(JsonMembers.Part.IS_EDGE)));
    }

    private static int status(Map<JsonMembers.Part, String> values) throws Malformed {
        String status = values.getOrDefault(JsonMembers.Part.STATUS, "0");
        if (status.length() > THREE_DIGITS || !status.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Malformed("no status");
        }
        return Integer.parseInt(status);
    }
}
