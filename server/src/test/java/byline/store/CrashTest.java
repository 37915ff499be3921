package byline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int KILLS = 10;

    @TempDir
    Path folder;

    @Test
    void keepsEveryAcknowledgedEventExactlyOnceThroughKills() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(20260314);
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(kill, random.nextInt(1, 4000), acknowledged);
        }
        try (Events events = DataFolder.open(folder, Limits.DEFAULTS, CrashWriter.SIZES)) {
            List<String> stored = events.read("test_all", Map.of(), row -> Objects.requireNonNull(row.text("id")));
            assertThat(stored).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThan(1000);
            assertThat(wholeCalls(stored)).isTrue();
            List<StoredEvent> again = stored.stream().map(CrashTest::event).toList();
            assertThat(events.append(again).duplicates()).isEqualTo(stored.size());
        }
    }

    @Test
    void loadsOnceWhatWasAcknowledgedAndNotLoaded() throws IOException {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(SampleEvents.events(0, 10));
            copy(folder, folder.resolve("copy"));
        }
        assertThat(count(folder.resolve("copy"))).isEqualTo(10);
    }

    @Test
    void loadsNothingTwiceWhenALoadedSegmentIsStillThere() throws IOException {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(SampleEvents.events(0, 10));
            copy(folder.resolve("log"), folder.resolve("saved"));
            assertThat(events.read("test_all", Map.of(), row -> row.number("seq")))
                    .hasSize(10);
        }
        copy(folder.resolve("saved"), folder.resolve("log"));
        assertThat(count(folder)).isEqualTo(10);
        assertThat(folder.resolve("log")).isEmptyDirectory();
    }

    @Test
    void keepsWhatIsLoadedAndNotYetCheckpointed() throws IOException {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(SampleEvents.events(0, 10));
            assertThat(events.read("test_all", Map.of(), row -> row.number("seq")))
                    .hasSize(10);
            copy(folder, folder.resolve("copy"));
        }
        assertThat(count(folder.resolve("copy"))).isEqualTo(10);
    }

    private void runAndKill(int round, int lines, Set<String> acknowledged) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        folder.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = writer.inputReader(UTF_8)) {
            String line;
            for (int read = 0; (line = output.readLine()) != null; read++) {
                if (read == lines) {
                    writer.toHandle().destroyForcibly();
                }
                if (line.length() == 36) {
                    acknowledged.add(line);
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(writer.exitValue()).isEqualTo(128 + 9);
    }

    /// The writer's calls are of [CrashWriter#CALL] events with numbers in a row.
    private static boolean wholeCalls(List<String> ids) {
        Set<String> all = new HashSet<>(ids);
        return ids.stream()
                .map(id -> number(id) / CrashWriter.CALL * CrashWriter.CALL)
                .distinct()
                .flatMap(first -> SampleEvents.events(first, first + CrashWriter.CALL).stream())
                .allMatch(event -> all.contains(event.id().toString()));
    }

    private static StoredEvent event(String id) {
        return SampleEvents.event(number(id));
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(24), 16);
    }

    private static int count(Path folder) {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            return events.read("test_all", Map.of(), row -> row.number("seq")).size();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.startsWith(to)).toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
