package byline.store.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Brings a database file forward to the schema of this program, a numbered `migration/<n>.sql` file at a time.
final class Migrations {
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";

    private Migrations() {}

    /// Runs those that are missing, each in a transaction of its own.
    ///
    /// @throws SQLException also when the file comes from a newer program
    static void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        int version = version(connection);
        int newest = version;
        while (Migrations.class.getResource("migration/" + (newest + 1) + ".sql") != null) {
            newest++;
            apply(connection, newest);
        }
        if (version > 0 && Migrations.class.getResource("migration/" + version + ".sql") == null) {
            throw new SQLException(
                    "the event store has schema version " + version + ", which this program is too old for");
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void apply(Connection connection, int version) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(Sql.load("migration/" + version).text());
            statement.execute("INSERT INTO schema_version VALUES (" + version + ")");
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
