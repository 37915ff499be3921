package byline.logs;

import byline.sites.LoggedRequest.Observer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON object a line; [JsonMembers] say where in it is what.
final class JsonFormat implements LogFormat {
    private static final JsonFactory JSON = new JsonFactory();
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

    private static final int THREE_DIGITS = 3;

    private final JsonMembers members;
    private final Map<JsonMembers.Part, String> values = new EnumMap<>(JsonMembers.Part.class);

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
        values.clear();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line, start, end - start)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("no JSON object");
            }
            object(json, members.names());
            if (json.nextToken() != null) {
                throw new Malformed("more than one JSON object");
            }
        } catch (JacksonException broken) {
            throw new Malformed("no whole JSON object");
        }
        return line();
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
        BigDecimal seconds = number;
        while (seconds.compareTo(MILLIS) > 0) {
            seconds = seconds.movePointLeft(THREE_DIGITS);
        }
        long whole = seconds.longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private @Nullable LogLine line() throws Malformed {
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
                status(),
                values.get(JsonMembers.Part.REFERRER),
                values.get(JsonMembers.Part.USER_AGENT),
                values.get(JsonMembers.Part.COUNTRY),
                values.get(JsonMembers.Part.CITY),
                values.get(JsonMembers.Part.ASN),
                "false".equals(values.get(JsonMembers.Part.IS_EDGE)));
    }

    private int status() throws Malformed {
        String status = values.getOrDefault(JsonMembers.Part.STATUS, "0");
        if (status.length() > THREE_DIGITS || !status.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Malformed("no status");
        }
        return Integer.parseInt(status);
    }

    private void object(JsonParser json, Map<String, Object> names) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            Object what = names.get(json.currentName());
            JsonToken token = json.nextToken();
            if (what instanceof JsonMembers.Part part) {
                value(json, part, token);
            } else if (what instanceof JsonMembers.Names within && token == JsonToken.START_OBJECT) {
                object(json, within.names());
            } else {
                json.skipChildren();
            }
        }
    }

    /// A header may be a list; its first value counts.
    private void value(JsonParser json, JsonMembers.Part part, JsonToken token) {
        if (token == JsonToken.START_ARRAY) {
            if (json.nextToken() != JsonToken.END_ARRAY) {
                value(json, part, json.currentToken());
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    json.skipChildren();
                }
            }
        } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            String text = json.getString();
            if (!text.isEmpty()) {
                values.putIfAbsent(part, text);
            }
        } else {
            json.skipChildren();
        }
    }
}
