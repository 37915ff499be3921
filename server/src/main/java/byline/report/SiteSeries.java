package byline.report;

import byline.store.Events.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What happened on a site in each step of time; steps in which nothing did are there with zeros.
record SiteSeries(String granularity, List<Step> data) {
    /// @param date a day of the site's calendar, or the start of an hour in UTC
    record Step(String date, long botVisits, long referrals, long conversions) {}

    /// The width of what the report counts together.
    static Duration grain(SitePeriod period, Granularity granularity) {
        return granularity == Granularity.HOUR ? granularity.width() : period.grain();
    }

    /// Adds up the rows of the report `site_timeseries` as they come.
    static final class Tally implements Sum {
        private final NavigableMap<Instant, Counted> steps = new TreeMap<>();
        private final Granularity granularity;
        private final SitePeriod period;
        private final Duration grain;

        private record Counted(String date, Counter<SiteEventType> types) {
            Step step() {
                return new Step(
                        date,
                        types.count(SiteEventType.BOT),
                        types.count(SiteEventType.REFERRAL),
                        types.count(SiteEventType.CONVERSION));
            }
        }

        Tally(SitePeriod period, Granularity granularity) {
            this.granularity = granularity;
            this.period = period;
            this.grain = SiteSeries.grain(period, granularity);
            switch (granularity) {
                case HOUR -> {
                    for (Instant at = period.from(); at.isBefore(period.to()); at = at.plus(grain)) {
                        begin(at, at.toString());
                    }
                }
                case DAY -> {
                    for (LocalDate day = period.start(); !day.isAfter(period.end()); day = day.plusDays(1)) {
                        begin(day.atStartOfDay(period.zone()).toInstant(), day.toString());
                    }
                }
            }
        }

        private void begin(Instant start, String date) {
            steps.put(start, new Counted(date, new Counter<>()));
        }

        @Override
        public void add(Row row) {
            Instant at = period.from().plus(grain.multipliedBy(row.number("slot")));
            steps.floorEntry(at).getValue().types().add(SiteEventType.of(row), row.number("count"));
        }

        SiteSeries series() {
            return new SiteSeries(
                    granularity.text(),
                    steps.values().stream().map(Counted::step).toList());
        }
    }
}
