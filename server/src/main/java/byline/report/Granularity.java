package byline.report;

import byline.http.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How wide a step of a time series is.
enum Granularity {
    DAY(Duration.ofDays(1)),
    HOUR(Duration.ofHours(1));

    private final Duration width;

    Granularity(Duration width) {
        this.width = width;
    }

    static Granularity of(Request request) {
        Parameter parameter = Parameter.of(request, "granularity");
        String wanted = parameter.value().orElse(DAY.text());
        return Arrays.stream(values())
                .filter(step -> step.text().equals(wanted))
                .findFirst()
                .orElseThrow(() -> parameter.invalid("must be one of "
                        + Arrays.stream(values()).map(Granularity::text).collect(Collectors.joining(", "))));
    }

    /// Its length on a day without a change of the clocks.
    Duration width() {
        return width;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
