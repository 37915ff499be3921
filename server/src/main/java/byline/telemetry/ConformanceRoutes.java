package byline.telemetry;

import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.RateLimits;
import byline.keys.RateLimits.Allowance;
import byline.wire.Conformance;
import byline.wire.Limits;
import byline.wire.ManifestReader;
import byline.wire.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /conformance/check` and `/manifests/validate`: for anyone, so often a minute; nothing of a body is kept.
final class ConformanceRoutes {
    private static final String MANIFEST = "manifest";

    private final Conformance conformance = new Conformance(Limits.DEFAULT);
    private final ManifestReader manifests = new ManifestReader(Limits.DEFAULT);
    private final RateLimits limits;
    private final int perMinute;
    private final int maxBytes;

    ConformanceRoutes(RateLimits limits, int perMinute, int maxBytes) {
        this.limits = limits;
        this.perMinute = perMinute;
        this.maxBytes = maxBytes;
    }

    void register(Routes routes) {
        routes.post("/conformance/check", this::check).post("/manifests/validate", this::validate);
    }

    private record Report(
            boolean valid, String kind, @Nullable String schemaVersion, List<Finding> problems) {
        static Report of(String kind, @Nullable String schemaVersion, List<Problem> problems) {
            return new Report(
                    problems.isEmpty(),
                    kind,
                    schemaVersion,
                    problems.stream().map(Finding::of).toList());
        }
    }

    private record Finding(String pointer, String rule, String message) {
        static Finding of(Problem problem) {
            return new Finding(problem.pointer(), problem.rule(), problem.message());
        }
    }

    private Reply check(Request request) {
        Conformance.Report found = conformance.check(body(request));
        return Reply.ok(Report.of(found.kind(), found.schemaVersion(), found.problems()));
    }

    private Reply validate(Request request) {
        byte[] body = body(request);
        List<Problem> problems = manifests.read(body).problems();
        return Reply.ok(Report.of(MANIFEST, conformance.check(body).schemaVersion(), problems));
    }

    private byte[] body(Request request) {
        Allowance allowance = limits.take("check " + request.address(), perMinute);
        if (allowance.exceeded()) {
            throw limits.refusal(allowance);
        }
        return request.body(maxBytes, "application/json");
    }
}
