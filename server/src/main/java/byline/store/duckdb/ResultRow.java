package byline.store.duckdb;

import byline.store.Events.Row;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The row a result stands at; a column nobody selected is a bug.
final class ResultRow implements Row {
    private final ResultSet result;
    private final Map<String, Integer> columns = new HashMap<>();

    ResultRow(ResultSet result) throws SQLException {
        this.result = result;
        ResultSetMetaData described = result.getMetaData();
        for (int column = 1; column <= described.getColumnCount(); column++) {
            columns.put(described.getColumnLabel(column), column);
        }
    }

    @Override
    public @Nullable String text(String column) {
        return value(column, index -> result.getString(index));
    }

    @Override
    public long number(String column) {
        Long number = value(column, index -> result.getLong(index));
        return number == null ? 0 : number;
    }

    @Override
    public @Nullable Double decimal(String column) {
        return value(column, index -> result.getDouble(index));
    }

    @Override
    public @Nullable Instant instant(String column) {
        LocalDateTime utc = value(column, index -> result.getObject(index, LocalDateTime.class));
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }

    private <T> @Nullable T value(String column, Getter<T> getter) {
        Integer index = columns.get(column);
        if (index == null) {
            throw new IllegalArgumentException("no column " + column + " in " + columns.keySet());
        }
        try {
            T value = getter.get(index);
            return result.wasNull() ? null : value;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// How a value is taken from a column.
    private interface Getter<T> {
        @Nullable
        T get(int index) throws SQLException;
    }
}
