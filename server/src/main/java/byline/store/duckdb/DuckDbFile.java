package byline.store.duckdb;

import byline.store.Limits;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/// The database file and how it is opened: bounded memory, its own temporary folder, no extension fetched, ever.
final class DuckDbFile {
    private final Path path;
    private final Properties settings = new Properties();

    DuckDbFile(Path folder, Limits.Engine limits) {
        this.path = folder.resolve("events.duckdb");
        settings.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        settings.setProperty("threads", Integer.toString(limits.threads()));
        settings.setProperty("temp_directory", folder.resolve("events.tmp").toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("wal_autocheckpoint", "48MB");
        // Sorting a page looks at few columns; the others are read of the rows on it alone, up to a page of an export.
        settings.setProperty("late_materialization_max_rows", "2500");
    }

    Path path() {
        return path;
    }

    /// What waits for a checkpoint.
    Path writeAheadLog() {
        return path.resolveSibling(path.getFileName() + ".wal");
    }

    DuckDBConnection open() throws SQLException {
        return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + path, settings);
    }
}
