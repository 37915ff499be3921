package byline.report;

import byline.store.Events.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many conversions are tied to a referral from one source. The others may have come from anywhere: nothing is
/// guessed.
///
/// @param evidence of these, how many by what
record Attributed(String source, long count, Evidence evidence) {
    /// @param page conversions on the page that the referral opened
    /// @param visitor conversions of whoever came by the referral, later on the same day
    record Evidence(long page, long visitor) {}

    private record Conversion(String event, @Nullable String currency) {}

    /// Sorts the rows of the report `site_attributed` by conversion.
    static final class Tally implements Sum {
        private final Map<Conversion, List<Attributed>> conversions = new HashMap<>();

        @Override
        public void add(Row row) {
            conversions
                    .computeIfAbsent(
                            new Conversion(Objects.requireNonNull(row.text("event")), row.text("currency")),
                            none -> new ArrayList<>())
                    .add(new Attributed(
                            Objects.requireNonNull(row.text("source")),
                            row.number("count"),
                            new Evidence(row.number("page"), row.number("visitor"))));
        }

        /// Most first, then by name.
        List<Attributed> of(String event, @Nullable String currency) {
            return conversions.getOrDefault(new Conversion(event, currency), List.of());
        }
    }
}
