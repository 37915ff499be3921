package byline.store.duckdb;

import byline.store.Retention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Deletes what nobody keeps any longer.
final class Expiry {
    private final Sql expire = Sql.load("loading/expire");

    /// @return how many events went
    long run(Connection connection, Retention retention) throws SQLException {
        List<String> organisations = new ArrayList<>(retention.days().keySet());
        Map<String, Object> parameters = Map.of(
                "now", retention.now(),
                "organisations", organisations,
                "days",
                        organisations.stream()
                                .map(id -> String.valueOf(retention.days().get(id)))
                                .toList(),
                "usual", retention.usual());
        try (PreparedStatement statement = expire.bind(connection, parameters)) {
            return statement.executeUpdate();
        }
    }
}
