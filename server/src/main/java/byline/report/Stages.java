package byline.report;

import byline.store.Events.Row;
import byline.wire.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far content came, in the order of the stages: what was reported, and what happened (§4.3 of the format).
///
/// @param uncorroboratedCitations citations whose session tells of no grounding of the same content
record Stages(
        List<Count> items,
        long uncorroboratedCitations,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd) {
    /// @param events reports received
    /// @param occurrences things that happened, however many reported them
    /// @param corroborated occurrences that at least two sides reported
    record Count(String stage, long events, long occurrences, long corroborated) {}

    /// Adds up the rows of the report `stages`, one a stage.
    static final class Tally implements Sum {
        private final Map<Stage, Count> counts = new EnumMap<>(Stage.class);
        private long uncorroborated;

        @Override
        public void add(Row row) {
            Stage stage = Stage.find(String.valueOf(row.text("type"))).orElseThrow();
            counts.put(
                    stage,
                    new Count(
                            text(stage), row.number("events"), row.number("occurrences"), row.number("corroborated")));
            uncorroborated += row.number("uncorroborated");
        }

        Stages stages(Period period) {
            List<Count> all = Arrays.stream(Stage.values())
                    .map(stage -> counts.getOrDefault(stage, new Count(text(stage), 0, 0, 0)))
                    .toList();
            return new Stages(all, uncorroborated, period.since(), period.until());
        }

        private static String text(Stage stage) {
            return stage.name().toLowerCase(Locale.ROOT);
        }
    }
}
