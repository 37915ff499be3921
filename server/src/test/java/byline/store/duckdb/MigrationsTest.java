package byline.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.store.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    @TempDir
    Path folder;

    @Test
    void runsEachMigrationOnceHoweverOftenItIsOpened() throws IOException {
        DuckDbEventStore.open(folder, Limits.DEFAULTS).close();
        try (DuckDbEventStore store = DuckDbEventStore.open(folder, Limits.DEFAULTS)) {
            assertThat(store.lastLoaded().number()).isZero();
        }
    }

    @Test
    void refusesAFileOfANewerProgram() throws IOException, SQLException {
        DuckDbEventStore.open(folder, Limits.DEFAULTS).close();
        try (Connection connection = new DuckDbFile(folder, Limits.Engine.DEFAULTS).open();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_version VALUES (1000)");
        }
        assertThatThrownBy(() -> DuckDbEventStore.open(folder, Limits.DEFAULTS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("schema version 1000");
    }
}
