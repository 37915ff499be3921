package byline.sites;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `/api/t` over HTTP: every answer it can give, and that nothing answered 2xx was thrown away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HitRoutesTest {
    private static final String GPT = "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)";

    private RunningServer server;
    private RunningServer.Tenant publisher;
    private Caller reader;
    private Path folder = Path.of("");
    private String site = "";
    private String key = "";
    private int sites;

    @BeforeAll
    void start(@TempDir Path data) {
        folder = data;
        server = new RunningServer(data);
        publisher = server.tenant("publisher@example.com", "content_owner");
        reader = publisher.key("analytics:read");
    }

    @BeforeEach
    void addSite() {
        Answer added = publisher.site("news" + ++sites + ".example");
        site = added.text("id");
        key = added.text("key");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void countsTheBodiesThatPublishedWorkersSend() {
        Answer bot = server.anyone()
                .post(
                        "/api/t",
                        Map.of("k", key, "t", "bot", "p", "/a", "ua", GPT, "bot", "GPTBot", "company", "OpenAI"));
        Answer referral = server.anyone()
                .post("/api/t", Map.of("k", key, "t", "referral", "p", "/a", "s", "chatgpt", "country", "DE"));
        assertThat(bot.status()).isEqualTo(202);
        assertThat(bot.json().get("accepted").intValue()).isEqualTo(1);
        assertThat(referral.status()).isEqualTo(202);
        assertThat(totals("bot_visits", "referrals", "conversions")).containsExactly(1, 1, 0);
    }

    @Test
    void namesABotItselfAndKeepsTheRestOfWhatAWorkerSays() throws IOException {
        server.anyone()
                .post(
                        "/api/t",
                        Map.ofEntries(
                                Map.entry("k", key),
                                Map.entry("t", "bot"),
                                Map.entry("p", "/a"),
                                Map.entry("ua", GPT),
                                Map.entry("bot", "Bot of site " + sites),
                                Map.entry("company", "Somebody"),
                                Map.entry("country", "IE"),
                                Map.entry("city", "Cork"),
                                Map.entry("asn", 13_335)));
        JsonNode event = reader.get("/api/v1/sites/" + site + "/events").json().at("/events/0");
        assertThat(List.of("path", "bot_name", "bot_company", "purpose", "verified", "country", "city", "asn"))
                .extracting(name -> event.get(name).asString())
                .containsExactly("/a", "GPTBot", "OpenAI", "training", "unknown", "IE", "Cork", "13335");
        assertThat(event.get("user_agent").stringValue()).isEqualTo(GPT);
        assertThat(isOnDisk("\"said\":{\"bot\":\"Bot of site " + sites + "\",\"company\":\"Somebody\"}"))
                .isTrue();
    }

    private boolean isOnDisk(String words) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1)
                        .replace("\\", "")
                        .contains(words)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void countsHitsOfTheOriginsThatASiteAllows() {
        Map<String, Object> hit = Map.of("k", key, "t", "view", "p", "/", "r", "https://chatgpt.com/");
        Caller amp = browser("https://news.amp.example");
        assertThat(amp.post("/api/t", hit).json().get("quarantined").intValue()).isEqualTo(1);
        publisher
                .owner()
                .patch("/api/v1/identity/sites/" + site, Map.of("allowed_origins", List.of("news.amp.example")));
        assertThat(amp.post("/api/t", hit).json().get("accepted").intValue()).isEqualTo(1);
        assertThat(browser("https://evil.news.amp.example")
                        .post("/api/t", hit)
                        .json()
                        .get("quarantined")
                        .intValue())
                .isEqualTo(1);
        assertThat(totals("referrals")).containsExactly(1);
    }

    private Caller browser(String origin) {
        return server.anyone()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .with("Origin", origin);
    }

    @Test
    void takesNoViewsWhereASiteHasSwitchedThemOffButReferralsAllTheSame() {
        publisher.owner().patch("/api/v1/identity/sites/" + site, Map.of("records_views", false));
        Map<String, Object> view = Map.of("k", key, "t", "view", "p", "/");
        Answer refused = server.anyone().post("/api/t", view);
        assertThat(refused.outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(refused.json().at("/rejected/0/reason").stringValue()).contains("switched off");
        server.anyone().post("/api/t", Map.of("k", key, "t", "view", "p", "/", "r", "https://chatgpt.com/"));
        assertThat(totals("referrals")).containsExactly(1);
        assertThat(reader.get("/api/v1/sites/" + site + "/stats")
                        .json()
                        .get("rejected_breakdown")
                        .toString())
                .isEqualTo("[{\"reason\":\"views_off\",\"count\":1}]");
    }

    @Test
    void takesABatchAsPlainTextAsBeaconsSendIt() {
        String batch = """
                [{"k":"%1$s","t":"view","p":"/","q":{"utm_source":"chatgpt.com"}},
                 {"k":"%1$s","t":"conversion","p":"/","e":"signup","v":20,"c":"USD"}]
                """.formatted(key);
        Answer answer = server.anyone().send("POST", "/api/t", batch, "text/plain;charset=UTF-8");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("accepted").intValue()).isEqualTo(2);
        assertThat(totals("bot_visits", "referrals", "conversions")).containsExactly(0, 1, 1);
    }

    @Test
    void countsARetriedHitOnce() {
        Map<String, Object> hit =
                Map.of("k", key, "t", "view", "p", "/", "i", UUID.randomUUID().toString(), "r", "https://chatgpt.com/");
        assertThat(server.anyone().post("/api/t", hit).json().get("accepted").intValue())
                .isEqualTo(1);
        assertThat(server.anyone().post("/api/t", hit).json().get("duplicates").intValue())
                .isEqualTo(1);
        assertThat(totals("referrals")).containsExactly(1);
    }

    @Test
    void keepsAHitFromAnotherSitesPageAside() {
        Answer foreign = server.anyone()
                .with("Origin", "https://evil.example")
                .post("/api/t", Map.of("k", key, "t", "view", "p", "/", "r", "https://chatgpt.com/"));
        Answer own = browser("https://www.news" + sites + ".example")
                .post("/api/t", Map.of("k", key, "t", "view", "p", "/", "r", "https://chatgpt.com/"));
        assertThat(foreign.json().get("quarantined").intValue()).isEqualTo(1);
        assertThat(own.json().get("accepted").intValue()).isEqualTo(1);
        assertThat(totals("referrals")).containsExactly(1);
    }

    @Test
    void keepsAHitAsideWithAReasonOfItsOwnWhereThePageHidesItsOrigin() {
        for (String hidden : List.of("null", "file://", "not an origin")) {
            Answer answer = server.anyone()
                    .with("Origin", hidden)
                    .post("/api/t", Map.of("k", key, "t", "view", "p", "/", "d", "news" + sites + ".example"));
            assertThat(answer.json().get("quarantined").intValue()).as(hidden).isEqualTo(1);
        }
        server.anyone().with("Origin", "https://evil.example").post("/api/t", Map.of("k", key, "t", "view", "p", "/"));
        assertThat(publisher
                        .owner()
                        .get("/api/v1/identity/sites/" + site + "/quarantine")
                        .json()
                        .get("groups"))
                .extracting(group -> group.get("reason").stringValue() + " "
                        + group.get("origin").stringValue() + " " + group.get("count"))
                .containsExactly("hidden_origin null 3", "origin evil.example 1");
    }

    @Test
    void saysWhyItRefusesOneHitAndStoresTheOthers() {
        Answer answer = server.anyone()
                .post(
                        "/api/t",
                        List.of(
                                Map.of("k", key, "t", "bot", "p", "no-slash", "ua", GPT),
                                Map.of("k", key, "t", "bot", "p", "/", "ua", GPT),
                                Map.of("k", "ak_unknown", "t", "bot", "p", "/", "ua", GPT)));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("accepted").intValue()).isEqualTo(1);
        assertThat(answer.json().get("rejected").findValues("index").stream().map(JsonNode::intValue))
                .containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void refusesAHitThatClaimsToBeOldOrFromTheFuture() {
        for (Instant at :
                List.of(Instant.now().minus(Duration.ofHours(25)), Instant.now().plus(Duration.ofMinutes(10)))) {
            Answer answer = server.anyone()
                    .post("/api/t", Map.of("k", key, "t", "bot", "p", "/", "ua", GPT, "at", at.toString()));
            assertThat(answer.outcome()).isEqualTo("400 INVALID_PARAMETER");
        }
        assertThat(totals("bot_visits")).containsExactly(0);
    }

    @Test
    void answers404ToAnUnknownSiteKeyAndLetsAnyPageReadIt() {
        Answer answer = server.anyone().post("/api/t", Map.of("k", "ak_x", "t", "bot", "p", "/", "ua", GPT));
        assertThat(answer.outcome()).isEqualTo("404 SITE_NOT_FOUND");
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    }

    @Test
    void answers400ToWhatIsNoJsonAndToTooManyHits() {
        assertThat(server.anyone().post("/api/t", "{not json").outcome()).isEqualTo("400 INVALID_JSON");
        assertThat(server.anyone().post("/api/t", "7").outcome()).isEqualTo("400 INVALID_JSON");
        List<?> many = java.util.Collections.nCopies(501, Map.of("k", key, "t", "bot", "p", "/", "ua", GPT));
        assertThat(server.anyone().post("/api/t", many).outcome()).isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void answers413And415WithoutReadingOn() {
        assertThat(server.anyone()
                        .post("/api/t", "[" + " ".repeat(300_000) + "]")
                        .outcome())
                .isEqualTo("413 PAYLOAD_TOO_LARGE");
        assertThat(server.anyone()
                        .send("POST", "/api/t", "{}", "application/xml")
                        .outcome())
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void letsAnyPageAskBeforeItSends() {
        Answer answer = server.anyone().with("Origin", "https://any.example").send("OPTIONS", "/api/t", null);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("access-control-allow-methods")).isEqualTo("POST");
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    }

    @Test
    void letsNoOtherPageReadTheAnalytics() {
        for (String path : List.of("/api/v1/sites", "/api/v1/sites/" + site + "/stats", "/api/v1/identity/me")) {
            Caller page = reader.with("Origin", "https://any.example");
            assertThat(page.get(path).header("access-control-allow-origin")).isEmpty();
            assertThat(page.send("OPTIONS", path, null).header("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @Test
    void servesTheScriptUnderAStableNameAndOneThatNeverChanges() {
        Answer stable = server.anyone().get("/b.js");
        Answer fixed = server.anyone().get("/" + Tracker.builtIn().hashedName());
        assertThat(stable.status()).isEqualTo(200);
        assertThat(fixed.text()).isEqualTo(stable.text());
        assertThat(fixed.header("cache-control")).contains("immutable");
        assertThat(server.anyone()
                        .with("If-None-Match", stable.header("etag"))
                        .get("/b.js")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void notesAWorkerThatShowsItself() {
        Map<String, Object> sign = Map.of("key", key, "domain", "news" + sites + ".example", "type", "worker");
        assertThat(server.anyone()
                        .post("/api/integrations/cloudflare/verify", sign)
                        .status())
                .isEqualTo(200);
        assertThat(publisher
                        .owner()
                        .get("/api/v1/identity/sites/" + site)
                        .json()
                        .get("worker_seen_at")
                        .isNull())
                .isFalse();
    }

    private List<Integer> totals(String... names) {
        JsonNode totals = reader.get("/api/v1/sites/" + site + "/stats").json().get("totals");
        return List.of(names).stream().map(name -> totals.get(name).intValue()).toList();
    }
}
