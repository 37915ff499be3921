package byline.report;

import byline.http.Code;
import byline.http.Refusal;
import byline.store.Events;
import byline.store.Events.Row;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs the reports; a store that is too busy answers 503 and says when to come back.
final class Reports {
    private static final String FOLDER = "report/";

    private final Events events;

    Reports(Events events) {
        this.events = events;
    }

    /// @param report name of a file in the reports' folder
    /// @throws Refusal `UNAVAILABLE` when the store can't answer in time
    <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape) {
        try {
            return events.read(FOLDER + report, parameters, shape);
        } catch (Events.Overloaded busy) {
            throw new Refusal(Code.UNAVAILABLE, "The server is busy and can't answer this now: " + busy.getMessage())
                    .header("Retry-After", "1");
        }
    }
}
