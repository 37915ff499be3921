package byline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditTest {
    @TempDir
    Path folder;

    private String run(int expected) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int status = new CommandLine(new Audit()).execute("verify", "--data", folder.toString());
            assertThat(status).isEqualTo(expected);
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysWhetherTheLogIsAsItWasWritten() throws SQLException {
        try (RunningServer server = new RunningServer(folder)) {
            server.tenant("jonah@bugle.example", "content_owner").key("telemetry:read");
            assertThat(run(0)).startsWith("intact: 3 entries");
        }
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("identity.db"))) {
            database.createStatement().executeUpdate("DROP TRIGGER audit_log_keeps");
            database.createStatement().executeUpdate("UPDATE audit_log SET actor = 'nobody' WHERE number = 1");
        }
        assertThat(run(1)).startsWith("broken: entry 1");
    }

    @Test
    void refusesAFolderWithoutData() {
        assertThat(run(2)).isEmpty();
    }
}
