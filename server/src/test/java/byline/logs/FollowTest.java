package byline.logs;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.identity.Caller;
import byline.sites.Bots;
import byline.sites.Referrers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A log that is followed while it is written and rotated: every visit arrives, and arrives once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private RunningServer server;
    private RunningServer.Tenant publisher;
    private Caller writer;
    private Caller reader;
    private String site = "";
    private int sites;
    private int written;
    private Path log = Path.of("");

    @BeforeAll
    void start(@TempDir Path data) {
        server = new RunningServer(data);
        publisher = server.tenant("publisher@example.com", "content_owner");
        writer = publisher.key("telemetry:write");
        reader = publisher.key("analytics:read");
    }

    @BeforeEach
    void addSite() {
        site = publisher.site("live" + ++sites + ".example").text("id");
        log = folder.resolve("access.log");
        written = 0;
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void reportsWhatIsWrittenWhileItIsWritten() throws Exception {
        following(() -> {
            visits(3);
            awaitVisits(3);
            visits(2);
            awaitVisits(5);
            return null;
        });
    }

    @Test
    void followsALogThatIsRenamedAndLosesNothingWrittenLate() throws Exception {
        visits(4);
        following(() -> {
            awaitVisits(4);
            Path old = folder.resolve("access.log.1");
            Files.move(log, old);
            append(old, visit());
            visits(3);
            append(old, visit());
            awaitVisits(9);
            return null;
        });
    }

    @Test
    void followsALogThatIsCopiedAndEmptied() throws Exception {
        visits(4);
        following(() -> {
            awaitVisits(4);
            Files.copy(log, folder.resolve("access.log.1"), StandardCopyOption.COPY_ATTRIBUTES);
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            visits(6);
            awaitVisits(10);
            return null;
        });
    }

    @Test
    void readsFirstWhatWasRotatedAndCompressedWhileNobodyFollowed() throws Exception {
        visits(2);
        following(() -> {
            awaitVisits(2);
            return null;
        });
        visits(2);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("access.log.2.gz")))) {
            Files.copy(log, out);
        }
        Files.delete(log);
        visits(3);
        Files.move(log, folder.resolve("access.log.1"));
        visits(1);
        following(() -> {
            awaitVisits(8);
            return null;
        });
    }

    @Test
    void goesOnWhereItStoppedAndLeavesHalfALineForLater() throws Exception {
        visits(2);
        String half = visit();
        append(log, half.substring(0, 40));
        following(() -> {
            awaitVisits(2);
            return null;
        });
        append(log, half.substring(40));
        visits(1);
        Tally.Counts counts = following(() -> {
            awaitVisits(4);
            return null;
        });
        assertThat(counts.lines()).isEqualTo(4);
        assertThat(counts.duplicates()).isZero();
        assertThat(counts.addsUp()).isTrue();
    }

    /// Runs a piece of work while the log is followed.
    private Tally.Counts following(Callable<?> work) throws Exception {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Receiver.To to = new Receiver.To(writer.server(), key(), site, Duration.ofSeconds(30));
        try (Receiver receiver = new Receiver(to, why -> {});
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Follow follow = new Follow(
                    new Import.Setup(LogKind.COMBINED, Bots.builtIn(), Referrers.builtIn(), false),
                    receiver,
                    new Checkpoints(folder.resolve("state")),
                    Duration.ofMillis(300),
                    Clock.systemUTC());
            Future<Tally> followed = thread.submit(() -> follow.run(log, goesOn::get));
            try {
                work.call();
            } finally {
                goesOn.set(false);
            }
            return followed.get(LONGEST.toSeconds(), TimeUnit.SECONDS).counts();
        }
    }

    private void visits(int count) throws IOException {
        for (int i = 0; i < count; i++) append(log, visit());
    }

    private String visit() {
        return AccessLogs.line(Instant.now(), "GET /" + ++written, 200, "-", "GPTBot/1.2");
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void awaitVisits(int wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        int seen = -1;
        while (seen != wanted) {
            assertThat(System.nanoTime()).as("%d visits, not %d", seen, wanted).isLessThan(deadline);
            Thread.sleep(50);
            seen = reader.get("/api/v1/sites/" + site + "/stats")
                    .json()
                    .at("/totals/bot_visits")
                    .intValue();
        }
    }

    private String key() {
        return writer.headers().getLast().substring("Bearer ".length());
    }
}
