package byline.report;

import byline.http.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/// Whole days of a site's own calendar, both ends inclusive.
record SitePeriod(LocalDate start, LocalDate end, ZoneId zone) {
    private static final int DEFAULT_DAYS = 7;
    private static final int MAX_DAYS = 731;
    private static final int DATE_LENGTH = 10;

    /// @param now from which the defaults count: 7 days ago and today
    /// @throws byline.http.Refusal `INVALID_DATE_RANGE`
    static SitePeriod of(Request request, ZoneId zone, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate start = date(request, "start", today.minusDays(DEFAULT_DAYS));
        LocalDate end = date(request, "end", today);
        if (start.isAfter(end)) {
            throw Period.invalid("start is later than end");
        }
        if (ChronoUnit.DAYS.between(start, end) >= MAX_DAYS) {
            throw Period.invalid("it has more than " + MAX_DAYS + " days");
        }
        return new SitePeriod(start, end, zone);
    }

    private static LocalDate date(Request request, String name, LocalDate absent) {
        try {
            String text = request.query(name).orElse(absent.toString());
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException impossible) {
            throw Period.invalid(name + " is no date of the calendar");
        }
        throw Period.invalid(name + " must be a date such as 2026-03-01");
    }

    Instant from() {
        return start.atStartOfDay(zone).toInstant();
    }

    /// The first moment after it.
    Instant to() {
        return end.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /// A width of which every day of the period, however long, is a multiple.
    Duration grain() {
        Duration grain = Duration.ofDays(1);
        ZoneOffsetTransition change = zone.getRules().nextTransition(from());
        while (change != null && change.getInstant().isBefore(to())) {
            long seconds = change.getDuration().toSeconds();
            if (seconds % Duration.ofHours(1).toSeconds() != 0) {
                return Duration.ofMinutes(15);
            }
            grain = Duration.ofHours(1);
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return grain;
    }
}
