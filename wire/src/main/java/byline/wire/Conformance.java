package byline.wire;

import byline.wire.Terms.Door;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The strict check of any document or manifest: R01–R18 of the declared version, the privacy table of §5.5, M01–M09.
/// Nothing is mended and nothing removed; all of it is reported. Thread-safe; never throws, whatever the bytes are.
public final class Conformance {
    private final Limits limits;

    /// A check that refuses what is past its limits.
    public Conformance(Limits limits) {
        this.limits = limits;
    }

    /// Checks one document.
    public Report check(byte[] document) {
        KindProbe probe;
        try {
            probe = new KindProbe(reader(document));
        } catch (Malformed malformed) {
            return report("unknown", null, List.of(malformed.problem()));
        }
        if (probe.isManifest()) {
            List<Problem> problems = new ManifestReader(limits).read(document).problems();
            return report("manifest", probe.schemaVersion(), problems);
        }
        if (!probe.isTelemetry()) {
            Problem problem = new Problem(-1, "", "type", "neither a telemetry document nor a manifest");
            return report("unknown", probe.schemaVersion(), List.of(problem));
        }
        Terms anything = new Terms(Door.CHECK, EnumSet.allOf(WireVersion.class), PrivacyLevel.FULL);
        Delivery delivery = new DocumentReader(reader(document), limits, anything).read();
        return report(delivery.envelope().documentType().text(), probe.schemaVersion(), delivery.problems());
    }

    private JsonReader reader(byte[] document) {
        return new JsonReader(document, 0, document.length, limits);
    }

    private static Report report(String kind, @Nullable String schemaVersion, List<Problem> problems) {
        return new Report(problems.isEmpty(), kind, schemaVersion, problems);
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
