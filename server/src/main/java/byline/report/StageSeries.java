package byline.report;

import byline.store.Events.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Events of each stage per step of time, from the first step in which something happened to the last, none left out.
record StageSeries(List<Step> items) {
    private static final int MAX_STEPS = 20_000;
    private static final int DATE_LENGTH = 10;

    /// @param date `2026-03-01`, or `2026-03-01T13:00:00Z` for an hour
    /// @param displayed the same as `presented`, for clients of the earlier name
    record Step(String date, long retrieved, long grounded, long cited, long presented, long displayed, long engaged) {}

    /// What happened in the steps in which something did.
    static final class Tally implements Sum {
        private final TreeMap<Instant, Step> steps = new TreeMap<>();
        private final Granularity granularity;

        Tally(Granularity granularity) {
            this.granularity = granularity;
        }

        /// Takes a row of the report `timeseries`.
        @Override
        public void add(Row row) {
            Instant start = Objects.requireNonNull(row.instant("step"));
            long presented = row.number("presented");
            steps.put(
                    start,
                    new Step(
                            date(start),
                            row.number("retrieved"),
                            row.number("grounded"),
                            row.number("cited"),
                            presented,
                            presented,
                            row.number("engaged")));
        }

        StageSeries series() {
            if (steps.isEmpty()) {
                return new StageSeries(List.of());
            }
            Duration width = granularity.width();
            if (Duration.between(steps.firstKey(), steps.lastKey()).dividedBy(width) >= MAX_STEPS) {
                throw Period.invalid("it has more than " + MAX_STEPS + " steps; ask for less time or wider steps");
            }
            List<Step> all = new ArrayList<>();
            for (Instant at = steps.firstKey(); !at.isAfter(steps.lastKey()); at = at.plus(width)) {
                all.add(steps.getOrDefault(at, new Step(date(at), 0, 0, 0, 0, 0, 0)));
            }
            return new StageSeries(all);
        }

        private String date(Instant start) {
            return granularity == Granularity.DAY ? start.toString().substring(0, DATE_LENGTH) : start.toString();
        }
    }
}
