package byline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @Test
    void letsGoOfTheDataFolderWhenItCannotStart(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Config config = Config.defaults(data).with(Setting.PORT, String.valueOf(taken.getLocalPort()));
            assertThatThrownBy(() -> Server.start(config, Clock.systemUTC())).hasMessageContaining("taken");
        }
        try (RunningServer server = new RunningServer(data)) {
            assertThat(server.anyone().get("/ready").status()).isEqualTo(200);
        }
    }
}
