package byline.store.duckdb;

import byline.store.Events.Overloaded;
import byline.store.Events.Row;
import byline.store.Limits;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Runs the `.sql` files of this package: so many at a time, each for so long, all of them cancelled at the end.
final class Reports implements AutoCloseable {
    private final Connections connections;
    private final int timeoutSeconds;
    private final Map<String, Sql> texts = new ConcurrentHashMap<>();
    private final Statements statements = new Statements();
    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    Reports(Limits.Reads limits, DuckDBConnection file) throws SQLException {
        this.connections = new Connections("duckdb-report", limits.concurrent(), file);
        this.timeoutSeconds = (int) Math.max(1, limits.timeout().toSeconds());
    }

    int waiting() {
        return connections.waiting();
    }

    <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape) {
        Sql sql = texts.computeIfAbsent(report, Sql::load);
        return connections.call(connection -> {
            try {
                return statements.run(connection, sql, parameters, statement -> {
                    statement.setQueryTimeout(timeoutSeconds);
                    return cancellable(statement, shape);
                });
            } catch (SQLTimeoutException late) {
                throw new Overloaded("the report " + report + " took longer than " + timeoutSeconds + " s");
            }
        });
    }

    /// The rows of a statement, shaped.
    static <T> List<T> rows(PreparedStatement statement, Function<Row, T> shape) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            ResultRow row = new ResultRow(result);
            while (result.next()) {
                rows.add(shape.apply(row));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        closing = true;
        for (Statement statement : running) {
            statement.cancel();
        }
        connections.close();
    }

    private <T> List<T> cancellable(PreparedStatement statement, Function<Row, T> shape) throws SQLException {
        running.add(statement);
        try {
            if (closing) {
                throw new Overloaded("the event store is closing");
            }
            return rows(statement, shape);
        } catch (SQLException failure) {
            if (closing) {
                throw new Overloaded("the event store is closing");
            }
            throw failure;
        } finally {
            running.remove(statement);
        }
    }
}
