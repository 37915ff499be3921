package byline.report;

import byline.store.Events.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What happened on a site in each step of time; steps in which nothing did are there with zeros.
record SiteSeries(String granularity, List<Step> data) {
    /// @param date a day of the site's calendar, or the start of an hour in UTC
    record Step(String date, long botVisits, long referrals, long conversions) {}

    /// Adds up the rows of the report `site_timeseries` as they come.
    static final class Tally {
        private final NavigableMap<Instant, String> starts = new TreeMap<>();
        private final TreeMap<String, long[]> counts = new TreeMap<>();
        private final Granularity granularity;
        private final SitePeriod period;
        private final Duration grain;

        Tally(SitePeriod period, Granularity granularity) {
            this.granularity = granularity;
            this.period = period;
            this.grain = granularity == Granularity.HOUR ? granularity.width() : period.grain();
            if (granularity == Granularity.HOUR) {
                for (Instant at = period.from(); at.isBefore(period.to()); at = at.plus(grain)) {
                    starts.put(at, at.toString());
                }
            } else {
                for (LocalDate day = period.start(); !day.isAfter(period.end()); day = day.plusDays(1)) {
                    starts.put(day.atStartOfDay(period.zone()).toInstant(), day.toString());
                }
            }
            starts.values().forEach(date -> counts.put(date, new long[SiteEventType.values().length]));
        }

        /// The width of what the report counts together.
        Duration grain() {
            return grain;
        }

        Tally add(Row row) {
            Instant at = period.from().plus(grain.multipliedBy(row.number("slot")));
            String date = starts.floorEntry(at).getValue();
            counts.computeIfAbsent(date, unknown -> new long[SiteEventType.values().length])[
                            SiteEventType.of(row).ordinal()] +=
                    row.number("count");
            return this;
        }

        SiteSeries series() {
            List<Step> steps = new ArrayList<>(starts.size());
            starts.values().forEach(date -> {
                long[] of = counts.getOrDefault(date, new long[SiteEventType.values().length]);
                steps.add(new Step(
                        date,
                        of[SiteEventType.BOT.ordinal()],
                        of[SiteEventType.REFERRAL.ordinal()],
                        of[SiteEventType.CONVERSION.ordinal()]));
            });
            return new SiteSeries(granularity.text(), steps);
        }
    }
}
