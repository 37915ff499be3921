package byline.report;

import byline.store.Events;
import byline.store.Events.Row;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The `.sql` files of this package, by name.
final class Reports {
    private static final String FOLDER = "report/";

    private final Events events;

    Reports(Events events) {
        this.events = events;
    }

    /// @param report name of a file in the reports' folder
    /// @throws Events.Overloaded when the store can't answer in time
    <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape) {
        return events.read(FOLDER + report, parameters, shape);
    }
}
