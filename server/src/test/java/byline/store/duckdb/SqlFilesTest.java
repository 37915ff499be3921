package byline.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import byline.store.Limits;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqlFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("statements")
    void saysInItsFirstLineWhatItAnswersAndInWhichOrder(String name) {
        assertThat(Sql.load(name).text().lines().findFirst().orElseThrow())
                .startsWith("-- ")
                .containsPattern("first|order|One row|one row|a row");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void compilesAgainstTheSchema(String name) throws IOException, SQLException {
        DuckDbFile file = new DuckDbFile(folder, Limits.Engine.DEFAULTS);
        try (Connection connection = file.open()) {
            Migrations.run(connection);
            try (PreparedStatement statement =
                    connection.prepareStatement(Sql.load(name).text())) {
                assertThat(statement.getParameterMetaData().getParameterCount())
                        .isEqualTo(Sql.load(name).names().size());
            }
        }
    }

    @Test
    void takesNamesForParametersButNotInTextCommentsOrCasts() {
        Sql sql = Sql.parse("-- a :comment\nSELECT ':text', x::INTEGER FROM t WHERE a = :a AND b = :b_2 OR a = :a");
        assertThat(sql.names()).containsExactly("a", "b_2", "a");
        assertThat(sql.text())
                .isEqualTo("-- a :comment\nSELECT ':text', x::INTEGER FROM t WHERE a = ? AND b = ? OR a = ?");
    }

    static Stream<String> statements() throws IOException, URISyntaxException {
        return files().filter(name -> !name.startsWith("migration/") && !name.startsWith("part/"));
    }

    static Stream<String> files() throws IOException, URISyntaxException {
        URL first = Objects.requireNonNull(Sql.class.getResource("migration/1.sql"));
        Path root = Path.of(first.toURI()).resolve("../..").normalize();
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.filter(file -> file.toString().endsWith(".sql"))
                    .map(file -> root.relativize(file).toString().replace(".sql", ""))
                    .toList();
            assertThat(names).contains("report/summary", "loading/events", "migration/1");
            return names.stream();
        }
    }
}
