package byline.sites;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrackerTest {
    private static final Tracker TRACKER = Tracker.builtIn();
    private static final String SCRIPT = new String(TRACKER.script(), US_ASCII);

    @Test
    void isAtMost1000BytesGzipped() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new BestGzip(out)) {
            gzip.write(TRACKER.script());
        }
        assertThat(out.size()).isLessThanOrEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cookie", "sessionStorage", "setItem", "indexedDB", "eval", "Function(", "innerHTML", "createElement",
                "userAgent", "plugins", "canvas", "language", "timeZone", "screen", "?.", "??"
            })
    void setsNothingReadsNoTraitsAndNeedsNoUnsafePolicy(String word) {
        assertThat(SCRIPT).doesNotContain(word);
    }

    @Test
    void readsOfStorageOnlyTheOptOut() {
        assertThat(SCRIPT.split("localStorage", -1)).hasSize(2);
        assertThat(SCRIPT).contains("localStorage.byline_ignore)");
    }

    @Test
    void isAscii() {
        assertThat(TRACKER.script()).isEqualTo(SCRIPT.getBytes(US_ASCII));
    }

    @Test
    void namesItsBytes() {
        assertThat(TRACKER.hashedName()).matches("b\\.[0-9a-f]{12}\\.js");
        assertThat(TRACKER.integrity()).startsWith("sha384-").hasSize(71);
    }

    /// Runs `b.test.mjs`, which plays a browser to the script, where Node is at hand.
    @Test
    void doesWhatItsHeadSaysInAPlayedBrowser() throws Exception {
        assumeTrue(hasNode(), "no Node here");
        Path test = Path.of(Objects.requireNonNull(TrackerTest.class.getResource("b.test.mjs"))
                .toURI());
        Process node = new ProcessBuilder("node", "--test", test.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), US_ASCII);
        assertThat(node.waitFor()).as(output).isZero();
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
