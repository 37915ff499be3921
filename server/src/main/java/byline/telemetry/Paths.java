package byline.telemetry;

import java.util.ArrayList;
import java.util.List;

/// The paths a route answers on: today's, and those of earlier versions still in the field.
final class Paths {
    private static final List<String> PREFIXES = List.of("", "/v1", "/api/v1/telemetry");

    private Paths() {}

    static List<String> of(String path) {
        List<String> paths = new ArrayList<>();
        for (String prefix : PREFIXES) {
            paths.add(prefix + path);
            if (path.startsWith("/sessions/")) {
                paths.add(prefix + "/session/" + path.substring("/sessions/".length()));
            }
        }
        return paths;
    }
}
