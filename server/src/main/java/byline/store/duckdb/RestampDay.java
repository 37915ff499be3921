package byline.store.duckdb;

import byline.store.Restamp;
import byline.store.Restamp.Day;
import byline.store.Restamp.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Gives the events of one day to their owners; the same day again changes nothing.
final class RestampDay {
    private final Sql restamp = Sql.load("loading/restamp");
    private final Sql progress = Sql.load("loading/restamp_progress");

    /// @return how many events changed hands
    long run(Connection connection, Day day) throws SQLException {
        if (day.places().isEmpty()) {
            return 0;
        }
        Map<String, Object> parameters = Map.of(
                "since", day.since(),
                "until", day.until(),
                "hosts", texts(day, Place::host),
                "content_ids", texts(day, Place::contentId),
                "owners", texts(day, Place::owner),
                "conflicts", texts(day, Place::conflict));
        try (PreparedStatement statement = restamp.bind(connection, parameters)) {
            return statement.executeUpdate();
        }
    }

    void note(Connection connection, Restamp job) throws SQLException {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("id", job.id());
        parameters.put("organisation", job.organisation());
        parameters.put("kind", job.kind());
        parameters.put("subject", job.subject());
        parameters.put("requested_at", job.requestedAt());
        parameters.put("days", job.days());
        parameters.put("days_done", job.daysDone());
        parameters.put("changed", job.changed());
        parameters.put("finished_at", job.finishedAt());
        try (PreparedStatement statement = progress.bind(connection, parameters)) {
            statement.executeUpdate();
        }
    }

    private static List<String> texts(Day day, Function<Place, @Nullable String> part) {
        return day.places().stream()
                .map(place -> Objects.requireNonNullElse(part.apply(place), ""))
                .toList();
    }
}
