package byline.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.RunningServer;
import byline.identity.Caller;
import byline.logs.Import.Result;
import byline.sites.Bots;
import byline.sites.Referrers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whole logs against a whole server: what is counted, and that nothing is counted twice.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportTest {
    private static final int CYCLES = 500;
    private static final int LINES = CYCLES * AccessLogs.CYCLE;
    private static final int AI = CYCLES * (AccessLogs.GPT_A_CYCLE + AccessLogs.CLAUDE_A_CYCLE);
    private static final int REFERRALS = CYCLES * AccessLogs.REFERRALS_A_CYCLE;
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(200));

    @TempDir
    Path folder;

    private RunningServer server;
    private RunningServer.Tenant publisher;
    private Caller writer;
    private Caller reader;
    private String site = "";
    private int sites;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new RunningServer(data);
        publisher = server.tenant("publisher@example.com", "content_owner");
        writer = publisher.key("telemetry:write");
        reader = publisher.key("analytics:read");
    }

    @BeforeEach
    void addSite() {
        site = publisher.site("news" + ++sites + ".example").text("id");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void countsEveryLineOnceAndStoresWhatTheServerWouldHaveSeen() throws Exception {
        Result result = run(log("access.log"));
        Tally.Counts counts = result.tally().counts();
        assertThat(counts.addsUp()).isTrue();
        assertThat(counts.lines()).isEqualTo(LINES);
        assertThat(counts.stored()).isEqualTo(AI + REFERRALS);
        assertThat(counts.duplicates()).isZero();
        assertThat(counts.skipped().get(Sieve.Skip.OTHER_PROGRAM.words())).isEqualTo(CYCLES);
        assertThat(counts.skipped().get(Sieve.Skip.NOT_A_GET.words())).isEqualTo(CYCLES);
        assertThat(counts.skipped().get(Sieve.Skip.NOT_A_PAGE.words())).isEqualTo(CYCLES);
        JsonNode stats = stats();
        assertThat(stats.at("/totals/bot_visits").intValue()).isEqualTo(AI);
        assertThat(stats.at("/totals/referrals").intValue()).isEqualTo(REFERRALS);
        assertThat(stats.at("/bot_breakdown/0/bot_name").stringValue()).isEqualTo("GPTBot");
        assertThat(stats.at("/bot_breakdown/0/count").intValue()).isEqualTo(CYCLES * AccessLogs.GPT_A_CYCLE);
        assertThat(stats.at("/referral_breakdown/0/source").stringValue()).isEqualTo("chatgpt");
    }

    @Test
    void countsNothingTwiceWhenTheLogIsRotatedCompressedAndImportedWithoutItsCheckpoint() throws Exception {
        Path plain = log("access.log");
        assertThat(run(plain).tally().stored()).isEqualTo(AI + REFERRALS);
        Path gzip = folder.resolve("access.log.1.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(plain, out);
        }
        assertThat(run(gzip).before()).isEqualTo(LINES);
        Tally.Counts again = run(gzip, folder.resolve("another-state")).tally().counts();
        assertThat(again.addsUp()).isTrue();
        assertThat(again.stored()).isZero();
        assertThat(again.duplicates()).isEqualTo(AI + REFERRALS);
        assertThat(stats().at("/totals/bot_visits").intValue()).isEqualTo(AI);
    }

    @Test
    void goesOnWhereItStoppedWhenTheLogHasGrown() throws Exception {
        Path log = log("growing.log");
        assertThat(run(log).tally().counts().lines()).isEqualTo(LINES);
        String more = AccessLogs.line(Instant.now(), "GET /new", 200, "-", "GPTBot/1.2");
        Files.writeString(log, more + more.substring(0, more.length() - 12), StandardOpenOption.APPEND);
        Result grown = run(log);
        assertThat(grown.before()).isEqualTo(LINES);
        assertThat(grown.tally().counts().lines()).isEqualTo(LINES + 1);
        Files.writeString(log, more.substring(more.length() - 12), StandardOpenOption.APPEND);
        Tally.Counts whole = run(log).tally().counts();
        assertThat(whole.lines()).isEqualTo(LINES + 2);
        assertThat(whole.stored()).isEqualTo(AI + REFERRALS + 2);
        assertThat(whole.addsUp()).isTrue();
    }

    @Test
    void readsAGzipOfSeveralMembersAndImportsWhatIsReadableOfABrokenOne() throws Exception {
        byte[] half = Files.readAllBytes(AccessLogs.write(folder.resolve("half.log"), longAgo, CYCLES / 2));
        byte[] rest = Files.readAllBytes(AccessLogs.write(folder.resolve("rest.log"), Instant.now(), CYCLES / 2));
        Path members = folder.resolve("members.log.gz");
        for (byte[] part : List.of(half, rest)) {
            try (OutputStream out = new GZIPOutputStream(
                    Files.newOutputStream(members, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
                out.write(part);
            }
        }
        assertThat(run(members).tally().counts().lines()).isEqualTo(LINES);
        byte[] whole = Files.readAllBytes(members);
        Path broken = Files.write(folder.resolve("broken.log.gz"), Arrays.copyOf(whole, whole.length * 2 / 3));
        Result result = run(broken, folder.resolve("state-of-broken"));
        assertThat(result.truncated()).isTrue();
        assertThat(result.tally().counts().lines()).isBetween(1L, (long) LINES);
        assertThat(result.tally().counts().addsUp()).isTrue();
    }

    @Test
    void importsAStreamOnceHoweverOftenItIsSent() throws Exception {
        byte[] log = Files.readAllBytes(log("stream.log"));
        for (int time = 0; time < 2; time++) {
            Result result = importer(folder.resolve("stream" + time)).run(new ByteArrayInputStream(log));
            assertThat(result.tally().counts().lines()).isEqualTo(LINES);
        }
        assertThat(stats().at("/totals/bot_visits").intValue()).isEqualTo(AI);
    }

    @Test
    void countsWhatItCannotReadAndShowsNoAddress() throws Exception {
        Path log = log("strange.log");
        Files.writeString(
                log,
                "198.51.100.7 talked nonsense\n" + "z".repeat(Lines.LONGEST + 1) + "\n\n",
                StandardOpenOption.APPEND);
        Tally tally = run(log).tally();
        assertThat(tally.counts().addsUp()).isTrue();
        assertThat(Tally.Counts.sum(tally.counts().malformed())).isEqualTo(2);
        assertThat(tally.examples().toString()).contains("line=" + (LINES + 1)).doesNotContain("198.51.100.7");
    }

    @Test
    void tellsOfAHostThatIsNotTheSites() throws Exception {
        Path log = Files.writeString(
                folder.resolve("vhosts.log"),
                "other.example:443 " + AccessLogs.line(Instant.now(), "GET /", 200, "-", "GPTBot/1.2")
                        + "www.news" + sites + ".example:443 "
                        + AccessLogs.line(Instant.now(), "GET /", 200, "-", "GPTBot/1.2"));
        Tally.Counts counts = run(log).tally().counts();
        assertThat(counts.stored()).isEqualTo(1);
        assertThat(counts.rejected()).containsExactly(Map.entry("d: This host is not the site's", 1L));
        assertThat(counts.addsUp()).isTrue();
    }

    @Test
    void saysWhichFormatsThereAreWhenItCanTellNone() throws IOException {
        Path log = Files.writeString(folder.resolve("letter.txt"), "Dear reader,\n");
        assertThatThrownBy(() -> run(log))
                .isInstanceOf(Import.Unreadable.class)
                .hasMessageContaining("--format")
                .hasMessageContaining("cloudfront");
    }

    @Test
    void stopsWithTheServersWordsWhenItIsRefused() throws IOException {
        Path log = log("refused.log");
        Receiver.To to = new Receiver.To(writer.server(), key(reader), site, Duration.ZERO);
        try (Receiver receiver = new Receiver(to, why -> {})) {
            assertThatThrownBy(() -> importer(receiver, folder.resolve("s")).run(log))
                    .isInstanceOf(Receiver.Refused.class)
                    .hasMessageContaining("403")
                    .hasMessageContaining("telemetry:write");
        }
    }

    private Path log(String name) throws IOException {
        return AccessLogs.write(folder.resolve(name), longAgo, CYCLES);
    }

    private Result run(Path log) throws Exception {
        return run(log, folder.resolve("state"));
    }

    private Result run(Path log, Path state) throws Exception {
        return importer(state).run(log);
    }

    private Import importer(Path state) {
        Receiver.To to = new Receiver.To(writer.server(), key(writer), site, Duration.ofSeconds(30));
        return importer(new Receiver(to, why -> {}), state);
    }

    private static Import importer(Receiver receiver, Path state) {
        return new Import(
                new Import.Setup(null, Bots.builtIn(), Referrers.builtIn(), false),
                receiver,
                new Checkpoints(state),
                (position, size, lines, delivered) -> {},
                Clock.systemUTC());
    }

    private static String key(Caller caller) {
        return caller.headers().getLast().substring("Bearer ".length());
    }

    private JsonNode stats() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return reader.get("/api/v1/sites/" + site + "/stats?start=" + today.minusDays(300) + "&end=" + today)
                .json();
    }
}
