package byline.store.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/// Brings a database file forward to the schema of this program, a numbered `migration/<n>.sql` file at a time.
final class Migrations {
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";
    private static final int LAST = 99;

    private Migrations() {}

    /// Runs those that are missing, each in a transaction of its own; a number may be left out.
    ///
    /// @throws SQLException also when the file comes from a newer program
    static void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        Set<Integer> done = versions(connection);
        for (int version = 1; version <= LAST; version++) {
            if (isKnown(version) && !done.contains(version)) {
                apply(connection, version);
            }
        }
        for (int version : done) {
            if (!isKnown(version)) {
                throw new SQLException(
                        "the event store has schema version " + version + ", which this program is too old for");
            }
        }
    }

    private static boolean isKnown(int version) {
        return Migrations.class.getResource("migration/" + version + ".sql") != null;
    }

    private static Set<Integer> versions(Connection connection) throws SQLException {
        Set<Integer> versions = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM schema_version")) {
            while (row.next()) {
                versions.add(row.getInt(1));
            }
        }
        return versions;
    }

    private static void apply(Connection connection, int version) throws SQLException {
        Transaction.run(connection, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(Sql.load("migration/" + version).text());
                return statement.execute("INSERT INTO schema_version VALUES (" + version + ")");
            }
        });
    }
}
