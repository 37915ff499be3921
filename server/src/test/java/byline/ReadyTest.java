package byline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyTest {
    @Test
    void isReadyOnceItCanLookUpUsersAndTakeEvents(@TempDir Path data) {
        try (RunningServer server = new RunningServer(data)) {
            assertThat(server.anyone().get("/ready").text()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(server.anyone().get("/health").text("status")).isEqualTo("ok");
        }
    }
}
