package byline.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The tables of the identity database, brought up to date by Flyway where they are not.
final class Schema {
    /// The newest migration in `byline/database`.
    static final int NEWEST = 10;

    /// The migrations that have run, oldest first.
    private static final String HISTORY = "SELECT version, success FROM flyway_schema_history ORDER BY installed_rank";

    private Schema() {}

    /// Most starts find nothing to do, and asking that is a tenth of the work of asking Flyway.
    static void bringForward(DataSource source) {
        if (!isNewest(source)) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:byline/database")
                    .load()
                    .migrate();
        }
    }

    /// A history that can't be read, or of a newer program, is Flyway's to judge.
    private static boolean isNewest(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet migration = statement.executeQuery(HISTORY)) {
            boolean newest = false;
            while (migration.next()) {
                if (!migration.getBoolean("success")) {
                    return false;
                }
                newest = String.valueOf(NEWEST).equals(migration.getString("version"));
            }
            return newest;
        } catch (SQLException noHistory) {
            return false;
        }
    }
}
