package byline.http;

import java.util.ArrayList;
import java.util.List;

/// The earlier names under which a telemetry or read path is still called; each answers exactly like the path itself.
public final class Aliases {
    private static final List<String> PREFIXES = List.of("", "/v1", "/api/v1/telemetry");
    private static final List<Renamed> RENAMED = List.of(
            new Renamed("/sessions/", "/session/"),
            new Renamed("/content-owners/", "/publisher/"),
            new Renamed("/events", "/edge/events"));

    private record Renamed(String now, String before) {
        boolean isIn(String pattern) {
            return now.endsWith("/") ? pattern.startsWith(now) : pattern.equals(now);
        }
    }

    private Aliases() {}

    /// Every pattern to register for this one, itself first: `/sessions/start` is also `/v1/session/start`.
    public static List<String> of(String pattern) {
        List<String> patterns = new ArrayList<>();
        for (String prefix : PREFIXES) {
            patterns.add(prefix + pattern);
            for (Renamed renamed : RENAMED) {
                if (renamed.isIn(pattern)) {
                    patterns.add(prefix
                            + renamed.before()
                            + pattern.substring(renamed.now().length()));
                }
            }
        }
        return List.copyOf(patterns);
    }
}
