package byline.store.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/// Several statements that happen together or not at all.
interface Transaction<T> {
    T run() throws SQLException;

    static <T> T run(Connection connection, Transaction<T> steps) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = steps.run();
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
