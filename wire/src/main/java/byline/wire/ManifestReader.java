package byline.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and checks manifests (§8, M01–M09). Thread-safe; never throws, whatever the bytes are.
public final class ManifestReader {
    private final Limits limits;

    /// A reader that refuses what is past its limits; `maxEvents` is not used.
    public ManifestReader(Limits limits) {
        this.limits = limits;
    }

    /// Reads one manifest.
    public Result read(byte[] document) {
        Findings findings = new Findings(limits.maxProblems());
        Manifest manifest = null;
        try {
            JsonReader reader = new JsonReader(document, 0, document.length, limits);
            ManifestDraft draft = new ManifestDraft(reader, findings);
            manifest = draft.read();
            new ManifestRules(findings).check(manifest, draft.schemaVersion());
        } catch (Malformed malformed) {
            findings.add(malformed);
        }
        return new Result(findings.count() == 0 ? manifest : null, findings.problems());
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
