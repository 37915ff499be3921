package byline.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and checks manifests (M01–M09). Thread-safe; never throws, whatever the bytes are.
public final class ManifestReader {
    private final Limits limits;

    public ManifestReader(Limits limits) {
        this.limits = limits;
    }

    /// Reads one manifest.
    public Result read(byte[] document) {
        return new Result(null, List.of(new Problem(-1, "", "json", "not yet " + limits + document.length)));
    }

    /// A manifest, or why there is none.
    ///
    /// @param manifest null if and only if there are problems
    public record Result(@Nullable Manifest manifest, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }
}
