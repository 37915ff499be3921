package byline.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.store.Events.Overloaded;
import byline.store.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitLogTest {
    private static final Segment NOTHING_LOADED = Segment.loaded(0, 0);
    private static final Logger QUIET = Logger.getLogger(CommitLogTest.class.getPackageName());
    private static final Limits.Log SMALL = new Limits.Log(1000, 500, 100);

    @TempDir
    Path folder;

    @BeforeAll
    static void expectWarnings() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll
    static void warnAgain() {
        QUIET.setLevel(Level.INFO);
    }

    @Test
    void givesBackLinesInTheOrderTheyWereAcknowledged() throws IOException {
        try (CommitLog log = open()) {
            write(log, "a1", "a2");
            write(log, "b1");
            assertThat(log.acknowledged()).isEqualTo(3);
            assertThat(lines(log)).containsExactly("a1", "a2", "b1");
        }
    }

    @Test
    void keepsWhatWasAcknowledgedWhenItIsNotClosed() throws IOException {
        CommitLog killed = open();
        write(killed, "a");
        write(killed, "b");
        Path copy = copyOf(folder);
        killed.close();
        try (CommitLog log = CommitLog.open(copy, Limits.Log.DEFAULTS, NOTHING_LOADED)) {
            assertThat(lines(log)).containsExactly("a", "b");
        }
    }

    @Test
    void cutsATornTailAtEveryByteAndKeepsTheGroupsBefore() throws IOException {
        try (CommitLog log = open()) {
            write(log, "first");
            write(log, "second");
        }
        byte[] whole = Files.readAllBytes(Segment.path(folder, 1));
        int second = new String(whole, UTF_8).indexOf("second");
        for (int length = second; length < whole.length; length++) {
            Files.write(Segment.path(folder, 1), Arrays.copyOf(whole, length));
            try (CommitLog log = open()) {
                assertThat(log.acknowledged()).isEqualTo(1);
                assertThat(lines(log)).containsExactly("first");
            }
        }
    }

    @Test
    void cutsATailTheDiskFilledWithZeros() throws IOException {
        try (CommitLog log = open()) {
            write(log, "first");
        }
        Files.write(Segment.path(folder, 1), new byte[4096], StandardOpenOption.APPEND);
        try (CommitLog log = open()) {
            assertThat(lines(log)).containsExactly("first");
        }
    }

    @Test
    void goesOnAfterACutWithoutLosingOrRepeatingAnything() throws IOException {
        try (CommitLog log = open()) {
            write(log, "first");
        }
        Files.writeString(Segment.path(folder, 1), "{\"torn", StandardOpenOption.APPEND);
        try (CommitLog log = open()) {
            write(log, "second");
        }
        try (CommitLog log = open()) {
            assertThat(lines(log)).containsExactly("first", "second");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"torn"})
    void forgetsALastFileOfWhichNothingWasAcknowledged(String left) throws IOException {
        Files.writeString(Segment.path(folder, 1), left);
        try (CommitLog log = open()) {
            assertThat(log.acknowledged()).isZero();
            write(log, "a");
            assertThat(lines(log)).containsExactly("a");
        }
    }

    @Test
    void refusesToStartWhenAByteBeforeTheLastGroupIsFlipped() throws IOException {
        try (CommitLog log = open()) {
            write(log, "first");
            write(log, "second");
        }
        byte[] whole = Files.readAllBytes(Segment.path(folder, 1));
        int end = new String(whole, UTF_8).indexOf("second");
        for (int flipped = 0; flipped < end; flipped++) {
            byte[] damaged = whole.clone();
            damaged[flipped] ^= 1;
            Files.write(Segment.path(folder, 1), damaged);
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("000000000001.ndjson is damaged at byte 0")
                    .hasMessageContaining("Restore this file");
        }
    }

    @Test
    void refusesToStartWhenAnEarlierFileIsTorn() throws IOException {
        try (CommitLog log = CommitLog.open(folder, SMALL, NOTHING_LOADED)) {
            write(log, "a".repeat(90));
            write(log, "b".repeat(90));
        }
        byte[] whole = Files.readAllBytes(Segment.path(folder, 1));
        Files.write(Segment.path(folder, 1), Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("000000000001.ndjson is damaged at byte 0 though newer files follow");
    }

    @Test
    void refusesToStartWhenAFileIsMissing() throws IOException {
        try (CommitLog log = CommitLog.open(folder, SMALL, NOTHING_LOADED)) {
            write(log, "a".repeat(90));
            write(log, "b".repeat(90));
        }
        Files.delete(Segment.path(folder, 1));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("000000000001.ndjson is missing");
    }

    @Test
    void deletesFilesThatAreLoadedAlready() throws IOException {
        try (CommitLog log = CommitLog.open(folder, SMALL, NOTHING_LOADED)) {
            write(log, "a".repeat(90));
            write(log, "b".repeat(90));
        }
        try (CommitLog log = CommitLog.open(folder, SMALL, Segment.loaded(1, 1))) {
            assertThat(Segment.path(folder, 1)).doesNotExist();
            assertThat(log.acknowledged()).isEqualTo(2);
            assertThat(lines(log)).containsExactly("b".repeat(90));
        }
    }

    @Test
    void beginsANewFileWhenTheSizeIsReached() throws IOException {
        try (CommitLog log = CommitLog.open(folder, SMALL, NOTHING_LOADED)) {
            write(log, "a".repeat(90));
            assertThat(log.nextSegment()).isEqualTo(1);
            write(log, "b");
            assertThat(log.nextSegment()).isEqualTo(2);
        }
    }

    @Test
    void refusesWhatIsPastTheBacklogUntilASegmentIsReleased() throws IOException {
        try (CommitLog log = CommitLog.open(folder, SMALL, NOTHING_LOADED)) {
            write(log, "a".repeat(450));
            write(log, "b".repeat(350));
            assertThatThrownBy(() -> write(log, "c".repeat(200))).isInstanceOf(Overloaded.class);
            assertThat(log.acknowledged()).isEqualTo(2);
            log.release(log.oldest().orElseThrow());
            write(log, "c".repeat(200));
            assertThat(log.acknowledged()).isEqualTo(3);
        }
    }

    @Test
    void refusesWhatIsPastTheBytesThatMayWait() throws IOException {
        try (CommitLog log = CommitLog.open(folder, SMALL, NOTHING_LOADED);
                CommitLog.Room waiting = log.reserve(linesOf("a".repeat(300)))) {
            assertThatThrownBy(() -> write(log, "b".repeat(300))).isInstanceOf(Overloaded.class);
            waiting.write();
        }
    }

    @Test
    void refusesEverythingOnceClosed() throws IOException {
        CommitLog log = open();
        log.close();
        assertThatThrownBy(() -> write(log, "a")).isInstanceOf(Overloaded.class);
    }

    @Test
    void refusesEverythingAfterAFailedWriteAndShowsNothingOfItLater() throws IOException {
        CommitLog log = CommitLog.open(folder, SMALL, NOTHING_LOADED);
        write(log, "a".repeat(90));
        Files.createDirectory(Segment.path(folder, 2));
        assertThatThrownBy(() -> write(log, "b".repeat(90))).isInstanceOf(Overloaded.class);
        Files.delete(Segment.path(folder, 2));
        assertThatThrownBy(() -> write(log, "c")).isInstanceOf(Overloaded.class);
        log.close();
        try (CommitLog again = open()) {
            assertThat(lines(again)).containsExactly("a".repeat(90));
        }
    }

    @Test
    void refusesEverythingWhenTheDiskTakesNoMoreAndKeepsWhatItAcknowledged() throws Exception {
        Process limited = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 64 && exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = limited.inputReader(UTF_8).readAllLines();
        assertThat(said.getLast()).isEqualTo("refused twice");
        assertThat(limited.waitFor()).isZero();
        try (CommitLog log = open()) {
            assertThat(lines(log)).hasSizeGreaterThan(10).isEqualTo(said.subList(0, said.size() - 1));
        }
    }

    @Test
    void keepsEachOfManyConcurrentRequestsWholeAndTogether() throws Exception {
        try (CommitLog log = CommitLog.open(folder, new Limits.Log(1 << 20, 1 << 20, 4000), NOTHING_LOADED)) {
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String name = "w" + writer;
                writers.add(Thread.startVirtualThread(() -> {
                    for (int call = 0; call < 50; call++) {
                        write(log, name + "-" + call + "-first", name + "-" + call + "-second");
                    }
                }));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            List<String> all = lines(log);
            assertThat(all).hasSize(800).doesNotHaveDuplicates();
            for (int line = 0; line < 800; line += 2) {
                assertThat(all.get(line + 1)).isEqualTo(all.get(line).replace("first", "second"));
            }
        }
    }

    private CommitLog open() throws IOException {
        return CommitLog.open(folder, Limits.Log.DEFAULTS, NOTHING_LOADED);
    }

    private static void write(CommitLog log, String... lines) {
        try (CommitLog.Room room = log.reserve(linesOf(lines))) {
            room.write();
        }
    }

    private static Lines linesOf(String... lines) {
        return new Lines(ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(UTF_8)), lines.length);
    }

    private static List<String> lines(CommitLog log) throws IOException {
        List<String> lines = new ArrayList<>();
        while (log.backlogBytes() > 0) {
            Optional<Segment> segment = log.oldest();
            try (Stream<String> file = Files.lines(segment.orElseThrow().path())) {
                file.filter(line -> !line.startsWith("{\"lines\":")).forEach(lines::add);
            }
            log.release(segment.orElseThrow());
        }
        return lines;
    }

    private static Path copyOf(Path folder) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
