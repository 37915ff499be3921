package byline.keys;

import java.util.Arrays;
import java.util.Optional;

/// What a key may do.
public enum Scope {
    TELEMETRY_WRITE("telemetry:write"),
    TELEMETRY_READ("telemetry:read"),
    ANALYTICS_READ("analytics:read");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    public static Optional<Scope> find(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    public String text() {
        return text;
    }
}
