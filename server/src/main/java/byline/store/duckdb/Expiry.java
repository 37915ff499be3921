package byline.store.duckdb;

import byline.store.Retention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Deletes what nobody keeps any longer: events, and with them what is kept of nothing but them.
final class Expiry {
    private final Sql expire = Sql.load("loading/expire");
    private final List<Sql> leftovers = Stream.of(
                    "verdicts", "session_starts", "session_ends", "click_tokens", "slice_events")
            .map(table -> Sql.load("loading/expire_" + table))
            .toList();

    /// @return how many events went
    long run(Connection connection, Retention retention) throws SQLException {
        return Transaction.run(connection, () -> {
            long gone = update(connection, expire, parameters(retention));
            if (gone > 0) {
                for (Sql sql : leftovers) {
                    update(connection, sql, Map.of());
                }
            }
            return gone;
        });
    }

    private static Map<String, Object> parameters(Retention retention) {
        List<String> organisations = new ArrayList<>(retention.days().keySet());
        return Map.of(
                "now", retention.now(),
                "organisations", organisations,
                "days",
                        organisations.stream()
                                .map(id -> String.valueOf(retention.days().get(id)))
                                .toList(),
                "usual", retention.usual());
    }

    private static long update(Connection connection, Sql sql, Map<String, Object> parameters) throws SQLException {
        try (PreparedStatement statement = sql.bind(connection, parameters)) {
            return statement.executeUpdate();
        }
    }
}
