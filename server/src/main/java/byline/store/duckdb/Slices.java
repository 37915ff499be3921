package byline.store.duckdb;

import byline.store.SiteSlice;
import byline.store.SliceDecision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Decisions about slices of a site's events: each is added, with the events it changed, in one transaction that also
/// marks them. What it did to an event stays as long as that does, so every mark can be derived again.
final class Slices {
    private final Sql numbers = Sql.load("lookup/slice");
    private final Sql touched = Sql.load("loading/slice_events");
    private final Sql decision = Sql.load("loading/slice");
    private final Sql marks = Sql.load("loading/slice_marks");

    /// @return how many events it changed
    long decide(Connection connection, SiteSlice slice, SliceDecision made) throws SQLException {
        return Transaction.run(connection, () -> {
            long number = numbers(connection, slice.site(), "")[0];
            Map<String, @Nullable Object> parameters = parameters(slice);
            parameters.put("number", number);
            parameters.put("action", made.action().text());
            long events = update(connection, touched, parameters);
            add(connection, slice.site(), made, new Place(number, number, null));
            var unused = update(connection, marks, Map.of("touched", number));
            return events;
        });
    }

    /// @return how many events it had changed; empty when there is no such decision of this site, or it is taken back
    OptionalLong undo(Connection connection, String site, String id, SliceDecision made) throws SQLException {
        return Transaction.run(connection, () -> {
            long[] found = numbers(connection, site, id);
            if (found[1] == 0) {
                return OptionalLong.empty();
            }
            add(connection, site, made, new Place(found[0], found[1], id));
            return OptionalLong.of(update(connection, marks, Map.of("touched", found[1])));
        });
    }

    /// @param touched number of the decision whose events it is about
    private record Place(
            long number, long touched, @Nullable String undoes) {}

    private void add(Connection connection, String site, SliceDecision made, Place place) throws SQLException {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("number", place.number());
        parameters.put("touched", place.touched());
        parameters.put("undoes", place.undoes());
        parameters.put("id", made.id());
        parameters.put("site", site);
        parameters.put("action", made.action().text());
        parameters.put("slice", made.words());
        parameters.put("made_at", made.madeAt());
        parameters.put("made_by", made.madeBy());
        var unused = update(connection, decision, parameters);
    }

    private long[] numbers(Connection connection, String site, String id) throws SQLException {
        try (PreparedStatement statement = numbers.bind(connection, Map.of("site", site, "id", id));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new long[] {row.getLong("next"), row.getLong("found")};
        }
    }

    private static Map<String, @Nullable Object> parameters(SiteSlice slice) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("site", slice.site());
        parameters.put("since", slice.since());
        parameters.put("until", slice.until());
        parameters.put("type", slice.type());
        parameters.put("reason", slice.reason());
        parameters.put("origin", slice.origin());
        parameters.put("host", slice.host());
        parameters.put("bot", slice.bot());
        parameters.put("source", slice.source());
        parameters.put("path", slice.path());
        return parameters;
    }

    private static long update(Connection connection, Sql sql, Map<String, ? extends @Nullable Object> parameters)
            throws SQLException {
        try (PreparedStatement statement = sql.bind(connection, parameters)) {
            return statement.executeUpdate();
        }
    }
}
