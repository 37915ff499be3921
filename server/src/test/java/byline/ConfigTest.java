package byline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.keys.Plan;
import byline.keys.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheFileSaysAndKeepsDefaultsForTheRest() throws IOException {
        Config config = Config.read(folder, file("server.port = 9000\nmail.from=hello@example.com\n"));
        assertThat(config.port()).isEqualTo(9000);
        assertThat(config.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void refusesAnUnknownKeyAndNamesTheNearestKnownOne() {
        assertThatThrownBy(() -> Config.read(folder, file("server.prot = 9000\n")))
                .isInstanceOf(Config.Refused.class)
                .hasMessageContaining("server.prot")
                .hasMessageContaining("did you mean server.port");
    }

    @Test
    void refusesAValueOfAnotherKindAndSaysWhichIsExpected() {
        assertThatThrownBy(() -> Config.read(folder, file("server.port = 99999\n")))
                .hasMessageContaining("server.port must be a whole number from 0 to 65535");
        assertThatThrownBy(() -> Config.read(folder, file("mail.transport = pigeon\n")))
                .hasMessageContaining("mail.transport must be smtp or log");
        assertThatThrownBy(() -> Config.read(folder, file("telemetry.accepted-versions = 2.0\n")))
                .hasMessageContaining("telemetry.accepted-versions");
        assertThatThrownBy(() -> Config.read(folder, file("server.public-url = byline.example.com/app\n")))
                .hasMessageContaining("server.public-url");
    }

    @Test
    void shipsThePlansThatArePublished() {
        assertThat(Config.defaults(folder).plans())
                .isEqualTo(new Plans.Offer(
                        List.of(
                                Plan.UNLIMITED,
                                new Plan("free", 3, 3, 60, 10_000, false),
                                new Plan("pro", 10, null, 600, 100_000, true)),
                        Plan.UNLIMITED));
    }

    /// Run with `-Dbyline.write-docs=true` to write the page anew.
    @Test
    void theDocumentListsEverySetting() throws IOException {
        String page = page();
        if (Boolean.getBoolean("byline.write-docs")) {
            Files.writeString(DOCUMENT, page);
        }
        assertThat(DOCUMENT).hasContent(page);
    }

    private static String page() {
        return """
                # Configuration

                `./byline serve --config FILE` reads lines of `key = value`. A key that is not in this list stops the start and
                names the nearest one that is. `--port` and `--data` on the command line win over the file.

                | key | default | what it is for |
                |---|---|---|
                """
                + Arrays.stream(Setting.values())
                        .map(setting -> "| `" + setting.key() + "` | "
                                + (setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`") + " | "
                                + setting.what() + " |\n")
                        .collect(Collectors.joining());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("byline.conf"), text);
    }
}
