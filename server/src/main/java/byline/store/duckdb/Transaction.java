package byline.store.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/// Several statements that happen together or not at all.
interface Transaction<T> {
    T run() throws SQLException;

    static <T> T run(Connection connection, Transaction<T> steps) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = steps.run();
            connection.commit();
            return result;
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
