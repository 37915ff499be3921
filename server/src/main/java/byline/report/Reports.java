package byline.report;

import byline.store.Events;
import byline.store.Events.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The `.sql` files of this package, by name. What was added up is remembered until another event comes in or
/// changes hands.
final class Reports {
    private static final String FOLDER = "report/";
    private static final int REMEMBERED_ROWS = 200_000;
    private static final int ROWS_OF_A_QUESTION = 20;

    private final Events events;
    private final Cache<Question, Figures> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_ROWS)
            .weigher((Question question, Figures figures) -> ROWS_OF_A_QUESTION + figures.rows())
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Reports(Events events) {
        this.events = events;
    }

    /// @param edition events that any answer must have seen
    private record Question(String report, Map<String, @Nullable Object> parameters, Events.Edition edition) {}

    private record Figures(Sum sum, int rows) {}

    /// Rows as they are now.
    ///
    /// @param report name of a file in the reports' folder
    /// @throws Events.Overloaded when the store can't answer in time
    <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape) {
        return events.read(FOLDER + report, parameters, shape);
    }

    /// The sum of all rows, which nobody may change any more. It depends on nothing but the report and its parameters;
    /// those the report does not name count too.
    ///
    /// @param empty the sum of no rows
    /// @throws Events.Overloaded when the store can't answer in time
    <T extends Sum> T sum(String report, Map<String, @Nullable Object> parameters, Class<T> type, Supplier<T> empty) {
        Question question = new Question(report, parameters, events.edition());
        Figures known = remembered.getIfPresent(question);
        if (known != null) {
            return type.cast(known.sum());
        }
        T sum = empty.get();
        int rows = read(report, parameters, row -> {
                    sum.add(row);
                    return Boolean.TRUE;
                })
                .size();
        remembered.put(question, new Figures(sum, rows));
        return sum;
    }
}
