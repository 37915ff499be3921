package byline.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one door to the events: append is durable when it returns, and a read sees everything appended before it began.
public interface Events extends AutoCloseable {
    /// Stores what is new; one call is stored whole or not at all.
    ///
    /// @return counts, exact within the maximum event age
    /// @throws Overloaded when the backlog is past its bound; nothing was stored
    Receipt append(List<StoredEvent> events);

    /// Runs a report, one row at a time in its own order.
    ///
    /// @param report name of a `.sql` file
    /// @param parameters values of its `:name` parameters; a missing name is a bug
    /// @throws Overloaded when the events acknowledged so far can't be loaded in time
    <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape);

    /// How a session of this organisation ended, if it has.
    Optional<String> findSessionEnd(String reporter, UUID sessionId);

    Counters counters();

    @Override
    void close();

    /// What became of the events of one append, in their order.
    ///
    /// @param duplicates how many were already there under the same id and reporter
    record Receipt(List<Boolean> stored, int duplicates) {}

    /// One row of a report, by column name.
    interface Row {
        @Nullable
        String text(String column);

        long number(String column);

        @Nullable
        Double decimal(String column);

        java.time.@Nullable Instant instant(String column);
    }

    /// What has come in since the data folder was made.
    ///
    /// @param acknowledged events durable since the data folder was made
    /// @param loaded of these, queryable
    /// @param backlogBytes of log not yet loaded
    record Counters(long acknowledged, long loaded, long backlogBytes) {}

    /// The store can't take or answer more at this moment.
    final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Overloaded(String message) {
            super(message);
        }
    }
}
