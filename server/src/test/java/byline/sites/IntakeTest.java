package byline.sites;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.Setting;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestClock;
import byline.store.Events;
import byline.store.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// received = stored + duplicates + rejected + quarantined, for every site and key, whatever is sent.
class IntakeTest {
    private static final String GPT = "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)";
    private static final Map<Setting, String> SETTINGS = Map.of(
            Setting.SITE_HITS, "700",
            Setting.SITE_ADDRESS_HITS, "500",
            Setting.TRUSTED_PROXIES, "127.0.0.1");

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private RunningServer server;
    private RunningServer.Tenant publisher;
    private Caller reader;
    private String site = "";
    private String key = "";

    @BeforeEach
    void start() {
        server = new RunningServer(folder, clock, SETTINGS);
        publisher = server.tenant("publisher@example.com", "content_owner");
        reader = publisher.key("analytics:read");
        Answer added = publisher.site("news.example");
        site = added.text("id");
        key = added.text("key");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void countsWhatBecameOfEveryHitOfEachKey() {
        Map<String, Object> view = view(UUID.randomUUID());
        send(List.of(view, bot(), Map.of("k", key, "t", "ufo"), old()));
        send(List.of(view, bot()));
        server.anyone().with("Origin", "https://evil.example").post("/api/t", bot());
        assertThat(server.anyone().post("/api/t", old()).status()).isEqualTo(400);
        String first = key;
        key = publisher
                .owner()
                .post("/api/v1/identity/sites/" + site + "/rotate-key")
                .text("key");
        send(bot());

        assertThat(intake()).isEqualTo("received 9 stored 4 duplicates 1 rejected 3 quarantined 1");
        assertThat(byKey(first)).isEqualTo("received 8 stored 3 duplicates 1 rejected 3 quarantined 1");
        assertThat(byKey(key)).isEqualTo("received 1 stored 1 duplicates 0 rejected 0 quarantined 0");
        assertThat(stats().get("rejected_breakdown").toString())
                .isEqualTo("[{\"reason\":\"untimely\",\"count\":2},{\"reason\":\"invalid\",\"count\":1}]");
    }

    @Test
    void knowsAfterARestartWhatItCounted() {
        send(List.of(bot(), old()));
        String before = intake();
        server.close();
        server = new RunningServer(folder, clock, SETTINGS);
        reader = new Caller(server.anyone().server(), reader.headers());
        assertThat(intake()).isEqualTo(before).isEqualTo("received 2 stored 1 duplicates 0 rejected 1 quarantined 0");
    }

    @Test
    void countsByTheDayOnWhichAHitCameIn() {
        send(bot());
        clock.advance(Duration.ofDays(1));
        send(bot());
        String today = clock.instant().toString().substring(0, 10);
        assertThat(figures(stats("?start=" + today + "&end=" + today).get("intake")))
                .isEqualTo("received 1 stored 1 duplicates 0 rejected 0 quarantined 0");
    }

    @Test
    void refusesAndCountsWhatComesFasterThanASiteMaySend() {
        assertThat(from("192.0.2.1", 500).status()).isEqualTo(202);
        assertThat(from("192.0.2.2", 200).status()).isEqualTo(202);
        Answer refused = from("192.0.2.3", 1);
        assertThat(refused.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(refused.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
        assertThat(refused.json().get("retry_after").intValue()).isBetween(1, 60);
        assertThat(intake()).isEqualTo("received 701 stored 700 duplicates 0 rejected 1 quarantined 0");
        assertThat(stats().get("rejected_breakdown").get(0).get("reason").stringValue())
                .isEqualTo("rate_limited");

        clock.advance(Duration.ofMinutes(1));
        assertThat(from("192.0.2.3", 1).status()).isEqualTo(202);
    }

    @Test
    void leavesTheOthersTheirShareWhenOneNetworkSendsTooMuch() {
        assertThat(from("2001:db8::1", 500).status()).isEqualTo(202);
        for (int i = 0; i < 3; i++) {
            assertThat(from("2001:db8::" + (i + 2), 400).outcome()).isEqualTo("429 RATE_LIMITED");
        }
        assertThat(from("2001:db8:0:1::1", 200).status()).isEqualTo(202);
    }

    @Test
    void countsEveryHitOfARefusedFloodAndWritesFewLines() {
        IntakeNote refused = new IntakeNote("site_1", "org_1", "ak_1", "invalid");
        try (Events events = Events.open(folder.resolve("flood"), Limits.DEFAULTS)) {
            RefusedCounts counts = new RefusedCounts(events, clock);
            try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 3_000).forEach(i -> senders.execute(() -> counts.add(Map.of(refused, 2))));
            }
            Map<String, Object> of = Map.of(
                    "site",
                    "site_1",
                    "from",
                    Instant.EPOCH,
                    "to",
                    clock.instant().plusSeconds(1));
            assertThat(events.read("report/site_intake", of, row -> row.number("count")))
                    .containsExactly(6_000L);
            assertThat(events.counters().acknowledged()).isLessThan(100);
        }
    }

    @Test
    void knowsAHitThatIsSentAgainAfterMidnight() {
        Instant midnight =
                clock.instant().truncatedTo(java.time.temporal.ChronoUnit.DAYS).plus(Duration.ofDays(1));
        clock.advance(Duration.between(clock.instant(), midnight.minusSeconds(5)));
        Map<String, Object> view = view(UUID.randomUUID());
        send(view);
        clock.advance(Duration.ofSeconds(10));
        assertThat(send(view).json().get("duplicates").intValue()).isEqualTo(1);
        server.close();
        server = new RunningServer(folder, clock, SETTINGS);
        reader = new Caller(server.anyone().server(), reader.headers());
        assertThat(send(view).json().get("duplicates").intValue()).isEqualTo(1);
        assertThat(intake()).isEqualTo("received 3 stored 1 duplicates 2 rejected 0 quarantined 0");
    }

    private Map<String, Object> bot() {
        return Map.of("k", key, "t", "bot", "p", "/", "ua", GPT);
    }

    private Map<String, Object> view(UUID id) {
        return Map.of("k", key, "t", "view", "p", "/", "i", id.toString());
    }

    private Map<String, Object> old() {
        return Map.of(
                "k",
                key,
                "t",
                "bot",
                "p",
                "/",
                "ua",
                GPT,
                "at",
                clock.instant().minus(Duration.ofDays(2)).toString());
    }

    private Answer send(Object body) {
        Answer answer = server.anyone().post("/api/t", body);
        assertThat(answer.status()).isEqualTo(202);
        return answer;
    }

    private Answer from(String address, int hits) {
        return server.anyone().with("X-Forwarded-For", address).post("/api/t", Collections.nCopies(hits, bot()));
    }

    private JsonNode stats() {
        return stats("");
    }

    private JsonNode stats(String query) {
        return reader.get("/api/v1/sites/" + site + "/stats" + query).json();
    }

    private String intake() {
        return figures(stats().get("intake"));
    }

    private String byKey(String wanted) {
        return StreamSupport.stream(stats().get("intake_by_key").spliterator(), false)
                .filter(row -> row.get("key").stringValue().equals(wanted))
                .map(IntakeTest::figures)
                .findFirst()
                .orElseThrow();
    }

    private static String figures(JsonNode intake) {
        long received = intake.get("received").longValue();
        assertThat(received)
                .isEqualTo(List.of("stored", "duplicates", "rejected", "quarantined").stream()
                        .mapToLong(name -> intake.get(name).longValue())
                        .sum());
        return "received %d stored %s duplicates %s rejected %s quarantined %s"
                .formatted(
                        received,
                        intake.get("stored"),
                        intake.get("duplicates"),
                        intake.get("rejected"),
                        intake.get("quarantined"));
    }
}
