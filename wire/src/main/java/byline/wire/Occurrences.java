package byline.wire;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Counts what happened, not what was reported (§4.3): a pure function of a set of events, whatever their order.
public final class Occurrences {
    private Occurrences() {}

    /// Counts each stage.
    public static Counts count(Collection<Observed> observed) {
        return new Counts(Map.of(), observed.size());
    }

    /// An event with what its envelope said.
    ///
    /// @param ctxToken the envelope's, which makes an engagement a destination's report
    public record Observed(
            @Nullable UUID sessionId, @Nullable String ctxToken, Event event) {}

    /// What was counted.
    ///
    /// @param uncorroboratedCitations citations without a grounding of the same content in the same session
    public record Counts(Map<Stage, Count> stages, long uncorroboratedCitations) {
        public Counts {
            stages = Map.copyOf(stages);
        }
    }

    /// One stage.
    ///
    /// @param events reports received
    /// @param occurrences things that happened
    /// @param corroborated occurrences that at least two sides reported
    public record Count(long events, long occurrences, long corroborated) {}
}
