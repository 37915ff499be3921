package byline.store.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Statements that stay prepared, by connection, as long as they do not fail: to plan one takes longer than to run many
/// a one. They end with their connection.
final class Statements {
    private final Map<Connection, Map<Sql, PreparedStatement>> idle = new ConcurrentHashMap<>();

    /// What is done with a statement that has its values; its results are closed by then.
    interface Step<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /// @param connection used by nobody else meanwhile
    <T> T run(Connection connection, Sql sql, Map<String, ? extends @Nullable Object> values, Step<T> step)
            throws SQLException {
        Map<Sql, PreparedStatement> its = idle.computeIfAbsent(connection, any -> new HashMap<>());
        PreparedStatement known = its.remove(sql);
        PreparedStatement statement = known == null ? connection.prepareStatement(sql.text()) : known;
        boolean done = false;
        try {
            sql.bind(statement, values);
            T result = step.run(statement);
            its.put(sql, statement);
            done = true;
            return result;
        } finally {
            if (!done) {
                statement.close();
            }
        }
    }
}
