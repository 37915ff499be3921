package byline.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one door to the events: append is durable when it returns, and a read sees everything appended before it began.
@SuppressWarnings("DoNotCallSuggester")
public final class Events implements AutoCloseable {
    private Events() {}

    /// Opens the store of this data folder, or makes it; recovers what a crash left behind.
    ///
    /// @throws java.io.UncheckedIOException when the folder can't be used or a file in it is damaged
    public static Events open(Path dataFolder, Limits limits) {
        throw new UnsupportedOperationException("not yet: " + dataFolder + limits);
    }

    /// Stores what is new; one call is stored whole or not at all.
    ///
    /// @return counts, exact within the maximum event age
    /// @throws Overloaded when the backlog is past its bound; nothing was stored
    public Receipt append(List<StoredEvent> events) {
        throw new UnsupportedOperationException("not yet: " + events);
    }

    /// Runs a report, one row at a time in its own order.
    ///
    /// @param report name of a `.sql` file
    /// @param parameters values of its `:name` parameters; a missing name is a bug
    /// @throws Overloaded when the events acknowledged so far can't be loaded in time
    public <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape) {
        throw new UnsupportedOperationException("not yet: " + report + parameters + shape);
    }

    /// How a session of this organisation ended, if it has.
    public Optional<String> findSessionEnd(String reporter, UUID sessionId) {
        throw new UnsupportedOperationException("not yet: " + reporter + sessionId);
    }

    public Counters counters() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void close() {}

    /// What became of the events of one append, in their order.
    ///
    /// @param duplicates how many were already there under the same id and reporter
    public record Receipt(List<Boolean> stored, int duplicates) {}

    /// One row of a report, by column name.
    public interface Row {
        @Nullable
        String text(String column);

        long number(String column);

        @Nullable
        Double decimal(String column);

        @Nullable
        Instant instant(String column);
    }

    /// What has come in since the data folder was made.
    ///
    /// @param acknowledged events durable since the data folder was made
    /// @param loaded of these, queryable
    /// @param backlogBytes of log not yet loaded
    public record Counters(long acknowledged, long loaded, long backlogBytes) {}

    /// The store can't take or answer more at this moment.
    public static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Overloaded(String message) {
            super(message);
        }
    }
}
