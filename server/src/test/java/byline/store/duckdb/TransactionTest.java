package byline.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.store.Limits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {
    @Test
    void undoesItsStepsWhateverBreaksIt(@TempDir Path folder) throws SQLException {
        try (Connection connection = new DuckDbFile(folder, Limits.Engine.DEFAULTS).open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE steps (step INTEGER)");

            assertThatThrownBy(() -> Transaction.run(connection, () -> {
                        statement.execute("INSERT INTO steps VALUES (1)");
                        throw new IllegalStateException("a bug");
                    }))
                    .hasMessage("a bug");
            Transaction.run(connection, () -> statement.execute("INSERT INTO steps VALUES (2)"));

            try (ResultSet left = statement.executeQuery("SELECT sum(step) FROM steps")) {
                left.next();
                assertThat(left.getInt(1)).isEqualTo(2);
            }
        }
    }
}
