package byline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SchemaTest {
    @TempDir
    Path folder;

    private SQLiteDataSource source() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("identity.db"));
        return source;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source().getConnection()) {
            connection.createStatement().executeUpdate(sql);
        }
    }

    private String newest() throws SQLException {
        try (Connection connection = DriverManager.getConnection(source().getUrl());
                ResultSet row = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")) {
            return row.getString(1);
        }
    }

    @Test
    void knowsTheNewestMigration() throws IOException, URISyntaxException {
        Path migrations = Path.of(Objects.requireNonNull(Schema.class.getResource("V1__identity.sql"))
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(migrations)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                            .max(Integer::compare))
                    .hasValue(Schema.NEWEST);
        }
    }

    @Test
    void makesTheTablesOfANewFile() throws SQLException {
        Schema.bringForward(source());
        assertThat(newest()).isEqualTo(String.valueOf(Schema.NEWEST));
    }

    @Test
    void bringsAnOlderFileForward() throws SQLException {
        Flyway.configure()
                .dataSource(source())
                .locations("classpath:byline/database")
                .target("2")
                .load()
                .migrate();
        assertThat(newest()).isEqualTo("2");
        Schema.bringForward(source());
        assertThat(newest()).isEqualTo(String.valueOf(Schema.NEWEST));
    }

    @Test
    void refusesAFileWhoseLastMigrationFailed() throws SQLException {
        Schema.bringForward(source());
        execute("UPDATE flyway_schema_history SET success = 0 WHERE version = '" + Schema.NEWEST + "'");
        assertThatThrownBy(() -> Schema.bringForward(source())).isInstanceOf(FlywayException.class);
    }
}
