package byline.report;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The time a read looks at, both ends inclusive; an absent end is open.
record Period(@Nullable Instant since, @Nullable Instant until) {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int DATE_LENGTH = 10;

    /// @throws Refusal `INVALID_DATE_RANGE` for what is no time, or ends before it begins
    static Period of(Request request) {
        Instant since = find(request, "since");
        Instant until = find(request, "until");
        if (since != null && until != null && since.isAfter(until)) {
            throw invalid("since is later than until");
        }
        return new Period(since, until);
    }

    private static @Nullable Instant find(Request request, String name) {
        return request.query(name).map(text -> parse(name, text)).orElse(null);
    }

    /// A plus sign of an offset that nobody encoded arrives as a space.
    private static Instant parse(String name, String text) {
        try {
            Instant time = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw invalid(name + " must lie between 1970 and 9999");
            }
            return time;
        } catch (DateTimeException malformed) {
            throw invalid(name + " must be a date (2026-03-01) or an RFC 3339 time (2026-03-01T12:00:00Z)");
        }
    }

    static Refusal invalid(String reason) {
        return new Refusal(Code.INVALID_DATE_RANGE, "The date range is not valid: " + reason);
    }
}
