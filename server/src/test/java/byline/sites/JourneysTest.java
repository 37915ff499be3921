package byline.sites;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.Setting;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Referral, views and conversion of one visitor on one day, and of nobody else; nothing of the visitor is kept.
class JourneysTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String SAFARI =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
    private static final String HOME = "192.0.2.7";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private RunningServer server;
    private RunningServer.Tenant publisher;
    private Caller reader;
    private String key = "";
    private String site = "";

    @BeforeEach
    void start() {
        open(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1"));
    }

    private void open(Map<Setting, String> settings) {
        server = new RunningServer(folder.resolve("data" + settings.size()), clock, settings);
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
    void tiesAConversionToTheReferralOfTheSameVisitorAndDay() {
        visitor(HOME, FIREFOX).send("view", "r", "https://chatgpt.com/");
        clock.advance(Duration.ofHours(2));
        visitor(HOME, FIREFOX).send("view");
        visitor(HOME, FIREFOX).send("conversion", "e", "signup");
        visitor("192.0.2.8", FIREFOX).send("conversion", "e", "signup");
        visitor(HOME, SAFARI).send("conversion", "e", "signup");

        JsonNode signup = conversions().get(0);
        assertThat(signup.get("count").intValue()).isEqualTo(3);
        assertThat(signup.get("attributed").toString())
                .isEqualTo("[{\"source\":\"chatgpt\",\"count\":1,\"evidence\":{\"page\":0,\"visitor\":1}}]");
        JsonNode listed = reader.get("/api/v1/sites/" + site + "/events?type=conversion")
                .json()
                .get("events");
        assertThat(listed.valueStream()
                        .filter(event -> event.has("attributed_by"))
                        .map(event -> event.get("source").stringValue() + " "
                                + event.get("attributed_by").stringValue()))
                .containsExactly("chatgpt visitor");
    }

    @Test
    void tiesAConversionToTheReferralThatOpenedItsOwnPageFirst() {
        visitor(HOME, FIREFOX).send("view", "r", "https://claude.ai/");
        visitor(HOME, FIREFOX).send("conversion", "e", "signup", "q", Map.of("utm_source", "chatgpt.com"));
        assertThat(attributed())
                .isEqualTo("[{\"source\":\"chatgpt\",\"count\":1,\"evidence\":{\"page\":1,\"visitor\":0}}]");
    }

    @Test
    void letsTheLastReferralOfTheDayCount() {
        visitor(HOME, FIREFOX).send("view", "r", "https://claude.ai/");
        visitor(HOME, FIREFOX).send("view", "r", "https://www.perplexity.ai/");
        visitor(HOME, FIREFOX).send("conversion", "e", "signup");
        assertThat(attributed()).contains("perplexity").doesNotContain("claude");
    }

    @Test
    void forgetsEveryVisitorWithTheDay() {
        visitor(HOME, FIREFOX).send("view", "r", "https://chatgpt.com/");
        clock.advance(Duration.ofHours(15));
        visitor(HOME, FIREFOX).send("conversion", "e", "signup");
        assertThat(attributed()).isEqualTo("[]");
    }

    @Test
    void tiesNothingToAReferralThatIsKeptAside() {
        visitor(HOME, FIREFOX).from("https://evil.example").send("view", "r", "https://chatgpt.com/");
        visitor(HOME, FIREFOX).send("conversion", "e", "signup");
        assertThat(attributed()).isEqualTo("[]");
    }

    @Test
    void tiesNothingForABrowserThatAsksForPrivacy() {
        visitor(HOME, FIREFOX).send("view", "r", "https://chatgpt.com/");
        visitor(HOME, FIREFOX).with("Sec-GPC", "1").send("conversion", "e", "signup");
        assertThat(attributed()).isEqualTo("[]");
    }

    @Test
    void tiesNothingAcrossSites() {
        Answer other = publisher.site("other.example");
        String first = key;
        visitor(HOME, FIREFOX).send("view", "r", "https://chatgpt.com/");
        key = other.text("key");
        site = other.text("id");
        visitor(HOME, FIREFOX).from("https://other.example").send("conversion", "e", "signup");
        assertThat(attributed()).isEqualTo("[]");
        assertThat(key).isNotEqualTo(first);
    }

    @Test
    void isSwitchedOffForASite() {
        publisher.owner().patch("/api/v1/identity/sites/" + site, Map.of("joins_visits", false));
        visitor(HOME, FIREFOX).send("view", "r", "https://chatgpt.com/");
        visitor(HOME, FIREFOX).send("conversion", "e", "signup");
        assertThat(attributed()).isEqualTo("[]");
    }

    @Test
    void isSwitchedOffForTheServer() {
        server.close();
        open(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1", Setting.SITE_JOINS, "false"));
        visitor(HOME, FIREFOX).send("view", "r", "https://chatgpt.com/");
        visitor(HOME, FIREFOX).send("conversion", "e", "signup");
        assertThat(attributed()).isEqualTo("[]");
    }

    @Test
    void writesNeitherAddressNorUserAgentAnywhere() throws IOException {
        visitor(HOME, FIREFOX).send("view", "r", "https://chatgpt.com/");
        visitor(HOME, FIREFOX).send("conversion", "e", "signup");
        assertThat(attributed()).contains("chatgpt");
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(HOME)).as(file.toString()).isFalse();
                assertThat(bytes.contains("Firefox/140.0")).as(file.toString()).isFalse();
            }
        }
        open(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1", Setting.SITE_HITS, "1000"));
    }

    @Test
    void showsABadgeOnlyWhereItIsSwitchedOn() {
        String badge = "/badge/" + site + ".svg";
        Answer off = server.anyone().get(badge);
        assertThat(off.outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(server.anyone().get("/badge/site_nothing.svg").text()).isEqualTo(off.text());
        assertThat(server.anyone().get("/badge/" + site).text()).isEqualTo(off.text());

        publisher.owner().patch("/api/v1/identity/sites/" + site, Map.of("shows_badge", true));
        for (int i = 0; i < 1_234; i++) {
            server.anyone().post("/api/t", Map.of("k", key, "t", "bot", "p", "/", "ua", "GPTBot/1.2"));
        }
        Answer on = server.anyone().get(badge);
        assertThat(on.status()).isEqualTo(200);
        assertThat(on.header("content-type")).startsWith("image/svg+xml");
        assertThat(on.header("cache-control")).isEqualTo("public, max-age=3600");
        assertThat(on.text())
                .contains("<title id=\"t\">1,234 visits by bots in 30 days</title>")
                .contains("role=\"img\"")
                .contains("prefers-color-scheme:dark");
        assertThat(on.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_100);
    }

    @Test
    void notesAWorkerAtMostOnceAnHour() {
        Map<String, Object> sign = Map.of("key", key, "domain", "news.example", "type", "worker");
        Caller owner = publisher.owner();
        server.anyone().post("/api/integrations/cloudflare/verify", sign);
        String first = owner.get("/api/v1/identity/sites/" + site).text("worker_seen_at");
        clock.advance(Duration.ofMinutes(59));
        server.anyone().post("/api/integrations/cloudflare/verify", sign);
        assertThat(owner.get("/api/v1/identity/sites/" + site).text("worker_seen_at"))
                .isEqualTo(first);
        clock.advance(Duration.ofMinutes(2));
        server.anyone().post("/api/integrations/cloudflare/verify", sign);
        assertThat(owner.get("/api/v1/identity/sites/" + site).text("worker_seen_at"))
                .isNotEqualTo(first);
    }

    @Test
    void knowsNoWorkerOfAnUnknownKeyOrOfAnotherDomain() {
        Caller anyone = server.anyone();
        String route = "/api/integrations/cloudflare/verify";
        Caller.Answer unknown =
                anyone.post(route, Map.of("key", "ak_" + "0".repeat(24), "domain", "news.example", "type", "worker"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("code")).isEqualTo("SITE_NOT_FOUND");
        assertThat(anyone.post(route, Map.of("key", key, "domain", "other.example", "type", "worker"))
                        .status())
                .isEqualTo(400);
        assertThat(publisher
                        .owner()
                        .get("/api/v1/identity/sites/" + site)
                        .json()
                        .path("worker_seen_at")
                        .isString())
                .isFalse();
    }

    private JsonNode conversions() {
        return reader.get("/api/v1/sites/" + site + "/stats").json().get("conversion_breakdown");
    }

    private String attributed() {
        return conversions().get(0).get("attributed").toString();
    }

    private Visitor visitor(String address, String userAgent) {
        return new Visitor(server.anyone().with("X-Forwarded-For", address).with("User-Agent", userAgent), List.of());
    }

    /// A browser on a page of the site.
    private final class Visitor {
        private final Caller browser;
        private final List<String> origin;

        private Visitor(Caller browser, List<String> origin) {
            this.browser = browser;
            this.origin = origin;
        }

        Visitor from(String page) {
            return new Visitor(browser, List.of(page));
        }

        Visitor with(String name, String value) {
            return new Visitor(browser.with(name, value), origin);
        }

        void send(String type, Object... more) {
            Map<String, Object> hit = new LinkedHashMap<>(Map.of("k", key, "t", type, "p", "/"));
            for (int i = 0; i < more.length; i += 2) {
                hit.put(String.valueOf(more[i]), more[i + 1]);
            }
            Answer answer = browser.with("Origin", origin.isEmpty() ? "https://news.example" : origin.getFirst())
                    .post("/api/t", List.of(hit));
            assertThat(answer.status()).isEqualTo(202);
        }
    }
}
