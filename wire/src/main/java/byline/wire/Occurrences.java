package byline.wire;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Counts what happened, not what was reported (§4.3): a pure function of a set of events, whatever the format, batches
/// and order they came in. An event that comes twice, as its `id` tells, is one.
public final class Occurrences {
    private final Map<Stage, Map<List<@Nullable Object>, Occurrence>> found = new EnumMap<>(Stage.class);
    private final Set<List<@Nullable Object>> grounded = new HashSet<>();
    private final Map<Stage, Long> events = new EnumMap<>(Stage.class);

    private Occurrences() {}

    /// Counts each stage.
    public static Counts count(Collection<Observed> observed) {
        Occurrences occurrences = new Occurrences();
        Set<UUID> seen = new HashSet<>();
        for (Observed one : observed) {
            UUID id = one.event().id();
            if (id == null || seen.add(id)) {
                Stage.find(one.event().type()).ifPresent(stage -> occurrences.add(stage, one));
            }
        }
        return occurrences.counts();
    }

    private void add(Stage stage, Observed one) {
        events.merge(stage, 1L, Long::sum);
        found.computeIfAbsent(stage, key -> new HashMap<>())
                .computeIfAbsent(OccurrenceKey.of(stage, one), key -> new Occurrence())
                .add(stage, one);
        if (stage == Stage.GROUNDED) {
            grounded.addAll(OccurrenceKey.identities(one));
        }
    }

    private Counts counts() {
        Map<Stage, Count> counts = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            Collection<Occurrence> all = found.getOrDefault(stage, Map.of()).values();
            counts.put(
                    stage,
                    new Count(
                            events.getOrDefault(stage, 0L),
                            all.stream().mapToLong(Occurrence::times).sum(),
                            all.stream().mapToLong(Occurrence::corroborated).sum()));
        }
        long uncorroborated = found.getOrDefault(Stage.CITED, Map.of()).values().stream()
                .filter(citation -> !citation.isGroundedBy(grounded))
                .count();
        return new Counts(counts, uncorroborated);
    }

    /// An event with what its envelope said.
    ///
    /// @param ctxToken the envelope's, which makes an engagement a destination's report
    public record Observed(
            @Nullable UUID sessionId, @Nullable String ctxToken, Event event) {}

    /// What was counted.
    ///
    /// @param stages one for every stage
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
