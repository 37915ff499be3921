package byline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckTest {
    private static final Path FIXTURES = Path.of("../wire/src/test/resources/fixtures");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private int check(Path... files) {
        CommandLine line = new CommandLine(new Check());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        return line.execute(java.util.Arrays.stream(files).map(Path::toString).toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void exitsWith0WhenEveryFileIsValid() throws IOException {
        Path third = FIXTURES.resolve("clients/edge-worker/third.json");
        assertThat(check(third)).isZero();
        assertThat(out.toString()).contains("third.json: valid (event_batch 1.0)");
    }

    @Test
    void exitsWith1AndSaysWhatIsWrongWhenOneIsInvalid() throws IOException {
        Path bad = file("bad.json", """
                {"document_type":"event","schema_version":"1.0","event":{"type":"content_retrieved",
                 "timestamp":"2026-09-02T10:15:30Z","content_url":"https://a.example/"}}""");
        assertThat(check(FIXTURES.resolve("clients/edge-worker/third.json"), bad))
                .isEqualTo(1);
        assertThat(out.toString()).contains("bad.json: invalid (event 1.0)", "  R03 /event/source_role: ");
    }

    @Test
    void exitsWith2WhenAFileCannotBeReadAndWithoutOne() {
        assertThat(check(folder.resolve("missing.json"))).isEqualTo(2);
        assertThat(check()).isEqualTo(2);
    }
}
