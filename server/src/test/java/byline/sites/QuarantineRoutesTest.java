package byline.sites;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What is kept aside, and decisions about slices of a site's events; today is 2026-03-14.
class QuarantineRoutesTest {
    private static final String GPT = "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)";
    private static final String DAYS = "\"start\":\"2026-03-14\",\"end\":\"2026-03-14\"";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private RunningServer server;
    private RunningServer.Tenant publisher;
    private Caller reader;
    private Caller owner;
    private String key = "";
    private String site = "";
    private String path = "";

    @BeforeEach
    void start() {
        server = new RunningServer(folder, clock);
        publisher = server.tenant("publisher@example.com", "content_owner").owns("news.example");
        owner = publisher.owner();
        reader = publisher.key("analytics:read", "telemetry:read");
        Answer added = publisher.site("news.example");
        site = added.text("id");
        key = added.text("key");
        path = "/api/v1/identity/sites/" + site + "/quarantine";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsWhatIsKeptAsideByReasonOriginBotAndDayWithSamples() {
        sendForeign("https://evil.example", 3);
        sendForeign("https://worse.example", 1);
        send(Map.of("k", key, "t", "view", "p", "/a", "d", "other.example"));
        send(bot("/fine"));
        clock.advance(Duration.ofDays(1));
        sendForeign("https://evil.example", 2);

        JsonNode review = owner.get(path).json();
        assertThat(review.get("quarantined").intValue()).isEqualTo(7);
        assertThat(review.get("groups").valueStream().map(QuarantineRoutesTest::group))
                .containsExactly(
                        "origin evil.example GPTBot 2026-03-14 3",
                        "origin evil.example GPTBot 2026-03-15 2",
                        "host null null 2026-03-14 1",
                        "origin worse.example GPTBot 2026-03-14 1");
        JsonNode sample = review.get("groups").get(0).get("samples").get(0);
        assertThat(sample.get("path").stringValue()).isEqualTo("/forged");
        assertThat(sample.get("user_agent").stringValue()).isEqualTo(GPT);
        assertThat(owner.get(path + "?start=2026-03-15&end=2026-03-15")
                        .json()
                        .get("quarantined")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void showsTheDaysOfTheSitesOwnCalendar() {
        owner.patch("/api/v1/identity/sites/" + site, Map.of("time_zone", "Pacific/Auckland"));
        clock.advance(Duration.ofHours(3));
        sendForeign("https://evil.example", 1);
        assertThat(owner.get(path).json().get("groups").get(0).get("day").stringValue())
                .isEqualTo("2026-03-15");
    }

    @Test
    void countsARestoredSliceEverywhere() {
        sendForeign("https://evil.example", 3);
        sendForeign("https://friend.example", 2);
        assertThat(figures()).isEqualTo("visits 0 listed 0 series 0 owner 0 stored 0 quarantined 5");

        Answer made = decide("restore", "\"reason\":\"origin\",\"origin\":\"friend.example\"");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("events").intValue()).isEqualTo(2);
        assertThat(figures()).isEqualTo("visits 2 listed 2 series 2 owner 2 stored 2 quarantined 3");

        assertThat(undo(made).status()).isEqualTo(200);
        assertThat(figures()).isEqualTo("visits 0 listed 0 series 0 owner 0 stored 0 quarantined 5");
    }

    @Test
    void takesARemovedSliceOutOfEveryFigureAndPutsItBack() {
        for (int i = 0; i < 4; i++) {
            send(bot("/a/" + i));
        }
        send(bot("/b"));
        assertThat(figures()).isEqualTo("visits 5 listed 5 series 5 owner 5 stored 5 quarantined 0");

        Answer made = decide("remove", "\"bot\":\"GPTBot\",\"path\":\"/a/*\"");
        assertThat(made.json().get("events").intValue()).isEqualTo(4);
        assertThat(figures()).isEqualTo("visits 1 listed 1 series 1 owner 1 stored 1 quarantined 4");
        assertThat(owner.get(path).json().get("quarantined").intValue()).isZero();

        server.close();
        server = new RunningServer(folder, clock);
        owner = new Caller(server.anyone().server(), owner.headers());
        reader = new Caller(server.anyone().server(), reader.headers());
        assertThat(figures()).isEqualTo("visits 1 listed 1 series 1 owner 1 stored 1 quarantined 4");
        assertThat(undo(made).status()).isEqualTo(200);
        assertThat(figures()).isEqualTo("visits 5 listed 5 series 5 owner 5 stored 5 quarantined 0");
    }

    @Test
    void leavesEventsAsTheDecisionsSayThatStand() {
        sendForeign("https://evil.example", 1);
        send(bot("/fine"));
        Answer restored = decide("restore", "\"reason\":\"origin\"");
        Answer removed = decide("remove", "\"bot\":\"GPTBot\"");
        assertThat(visits()).isZero();

        undo(restored);
        assertThat(visits()).isZero();
        undo(removed);
        assertThat(visits()).isEqualTo(1);
        assertThat(owner.get(path).json().get("groups").get(0).get("reason").stringValue())
                .isEqualTo("origin");
        Answer again = decide("remove", "\"reason\":\"origin\"");
        assertThat(again.json().get("events").intValue()).isEqualTo(1);
        assertThat(owner.get(path).json().get("groups")).isEmpty();
    }

    @Test
    void meansEventsOfATimeASourceATypeOrNoOriginAlone() {
        send(Map.of("k", key, "t", "referral", "p", "/", "s", "chatgpt"));
        send(Map.of("k", key, "t", "referral", "p", "/", "s", "claude"));
        clock.advance(Duration.ofMinutes(10));
        send(bot("/late"));
        sendForeign("https://evil.example", 1);

        assertThat(changed("\"source\":\"claude\"")).isEqualTo(1);
        assertThat(changed("\"type\":\"referral\"")).isEqualTo(1);
        assertThat(changed("\"origin\":\"\",\"since\":\"" + clock.instant() + "\""))
                .isEqualTo(1);
        assertThat(changed("\"until\":\"" + clock.instant() + "\"")).isZero();
        assertThat(changed("\"path\":\"/forged\"")).isEqualTo(1);
    }

    @Test
    void listsTheDecisionsAndWritesThemIntoTheAuditLog() {
        send(bot("/a"));
        Answer made = decide("remove", "\"bot\":\"GPTBot\"");
        undo(made);

        JsonNode listed = owner.get(path + "/decisions").json().get("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("id").stringValue()).isEqualTo(made.text("id"));
        assertThat(listed.get(0).get("slice").get("bot").stringValue()).isEqualTo("GPTBot");
        assertThat(listed.get(0).get("undone_at").isNull()).isFalse();
        assertThat(owner.get("/api/v1/identity/audit-log")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(entry -> entry.get("action").stringValue()))
                .startsWith("site.slice_decision_undone", "site.slice_removed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"delete\",\"slice\":{\"start\":\"2026-03-14\",\"end\":\"2026-03-14\",\"bot\":\"x\"}}",
                "{\"action\":\"remove\"}",
                "{\"action\":\"remove\",\"slice\":{\"start\":\"2026-03-14\",\"end\":\"2026-03-14\"}}",
                "{\"action\":\"remove\",\"slice\":{\"start\":\"2026-03-14\",\"end\":\"2026-03-14\",\"type\":\"ufo\"}}",
                "{\"action\":\"remove\",\"slice\":{\"end\":\"2026-03-14\",\"bot\":\"x\"}}",
                "{\"action\":\"remove\",\"slice\":{\"start\":\"2026-03-15\",\"end\":\"2026-03-14\",\"bot\":\"x\"}}",
                "{\"action\":\"remove\",\"slice\":{\"start\":\"2023-03-15\",\"end\":\"2026-03-14\",\"bot\":\"x\"}}"
            })
    void answers400ToADecisionItCannotRead(String body) {
        assertThat(owner.post(path + "/decisions", body).status()).isEqualTo(400);
    }

    @Test
    void answersEachOtherStatusItCan() {
        send(bot("/a"));
        Answer made = decide("remove", "\"bot\":\"GPTBot\"");
        undo(made);
        assertThat(undo(made).outcome()).isEqualTo("409 CONFLICT");
        assertThat(owner.post(path + "/decisions/sli_nothing/undo").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(owner.get(path + "?start=yesterday").outcome()).isEqualTo("400 INVALID_DATE_RANGE");
        assertThat(server.anyone().get(path).outcome()).isEqualTo("401 SESSION_REQUIRED");

        Caller other = server.tenant("other@example.com", "content_owner").owner();
        assertThat(other.get(path).text())
                .isEqualTo(other.get(path.replace(site, "site_nothing")).text());
        assertThat(other.get(path).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(other.post(path + "/decisions/" + made.text("id") + "/undo").outcome())
                .isEqualTo("404 NOT_FOUND");
    }

    private long changed(String slice) {
        return decide("remove", slice).json().get("events").longValue();
    }

    private Answer decide(String action, String slice) {
        return owner.post(path + "/decisions", "{\"action\":\"%s\",\"slice\":{%s,%s}}".formatted(action, DAYS, slice));
    }

    private Answer undo(Answer made) {
        return owner.post(path + "/decisions/" + made.text("id") + "/undo");
    }

    private Map<String, Object> bot(String page) {
        return Map.of(
                "k",
                key,
                "t",
                "bot",
                "p",
                page,
                "ua",
                GPT,
                "i",
                UUID.randomUUID().toString());
    }

    private void send(Map<String, Object> hit) {
        assertThat(server.anyone().post("/api/t", hit).status()).isEqualTo(202);
    }

    private void sendForeign(String origin, int hits) {
        for (int i = 0; i < hits; i++) {
            server.anyone().with("Origin", origin).post("/api/t", bot("/forged"));
        }
    }

    private int visits() {
        return stats().get("totals").get("bot_visits").intValue();
    }

    private JsonNode stats() {
        return reader.get("/api/v1/sites/" + site + "/stats").json();
    }

    /// What each read says of the same events.
    private String figures() {
        String reads = "/api/v1/sites/" + site;
        JsonNode series = reader.get(reads + "/timeseries").json().get("data");
        return "visits %d listed %d series %d owner %d stored %d quarantined %d"
                .formatted(
                        visits(),
                        reader.get(reads + "/events").json().get("events").size(),
                        series.valueStream()
                                .mapToInt(step -> step.get("bot_visits").intValue())
                                .sum(),
                        reader.get("/content-owners/summary")
                                .json()
                                .get("total_events")
                                .intValue(),
                        stats().get("intake").get("stored").intValue(),
                        stats().get("intake").get("quarantined").intValue());
    }

    private static String group(JsonNode group) {
        return List.of("reason", "origin", "bot", "day", "count").stream()
                .map(name -> group.get(name).asString("null"))
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }
}
