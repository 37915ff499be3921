package byline.report;

import byline.store.Events.Row;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of the hits a site was sent: received is the sum of the other four, always.
///
/// @param stored what counts; page views too, which other figures leave out
/// @param quarantined kept, and counted nowhere else
record SiteIntake(long received, long stored, long duplicates, long rejected, long quarantined) {
    private static SiteIntake of(Counter<String> outcomes) {
        long stored = outcomes.count("stored");
        long duplicates = outcomes.count("duplicates");
        long rejected = outcomes.count("rejected");
        long quarantined = outcomes.count("quarantined");
        return new SiteIntake(stored + duplicates + rejected + quarantined, stored, duplicates, rejected, quarantined);
    }

    /// The same of one site key.
    ///
    /// @param key absent for what came in another way than through a key
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfKey(@Nullable String key, long received, long stored, long duplicates, long rejected, long quarantined) {
        private static OfKey of(String key, SiteIntake intake) {
            return new OfKey(
                    key.isEmpty() ? null : key,
                    intake.received,
                    intake.stored,
                    intake.duplicates,
                    intake.rejected,
                    intake.quarantined);
        }
    }

    /// How many hits were refused for a reason.
    record Rejection(String reason, long count) {}

    /// Adds up the rows of the report `site_intake`.
    static final class Tally implements Sum {
        private final Counter<String> all = new Counter<>();
        private final Map<String, Counter<String>> keys = new TreeMap<>();
        private final Counter<String> reasons = new Counter<>();

        @Override
        public void add(Row row) {
            String outcome = Objects.requireNonNull(row.text("outcome"));
            String figure =
                    switch (outcome) {
                        case "stored", "quarantined" -> outcome;
                        case "duplicate" -> "duplicates";
                        default -> "rejected";
                    };
            long count = row.number("count");
            all.add(figure, count);
            keys.computeIfAbsent(Objects.requireNonNullElse(row.text("site_key"), ""), none -> new Counter<>())
                    .add(figure, count);
            if (figure.equals("rejected")) {
                reasons.add(outcome, count);
            }
        }

        SiteIntake intake() {
            return of(all);
        }

        List<OfKey> byKey() {
            return keys.entrySet().stream()
                    .map(key -> OfKey.of(key.getKey(), of(key.getValue())))
                    .toList();
        }

        List<Rejection> rejections() {
            return reasons.list((reason, count) -> new Rejection(String.valueOf(reason), count));
        }
    }
}
