package byline.sites;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `/api/v1/sites/{siteId}/requests` over HTTP: every answer it can give.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoggedRequestRoutesTest {
    private static final String GPT = "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(400));

    private RunningServer server;
    private RunningServer.Tenant publisher;
    private Caller writer;
    private Caller reader;
    private int sites;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new RunningServer(data);
        publisher = server.tenant("publisher@example.com", "content_owner").owns("bugle.example");
        writer = publisher.key("telemetry:write");
        reader = publisher.key("analytics:read", "telemetry:read");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void storesWhatALogSaysHoweverLongAgoItWas() {
        String site = site();
        Answer answer = writer.post(
                path(site) + "?source_role=edge",
                List.of(
                        request("ua", GPT, "st", 404, "country", "DE"),
                        request("ua", FIREFOX, "r", "https://chatgpt.com/c/secret"),
                        request("ua", FIREFOX, "q", Map.of("utm_source", "chatgpt.com")),
                        request("ua", FIREFOX, "r", "https://news.example/")));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().toString())
                .isEqualTo("{\"accepted\":3,\"duplicates\":0,\"skipped\":1,\"rejected\":[]}");
        String day = longAgo.toString().substring(0, 10);
        JsonNode events = reader.get("/api/v1/sites/" + site + "/events?start=" + day + "&end=" + day)
                .json()
                .get("events");
        assertThat(events.size()).isEqualTo(3);
        assertThat(events.toString()).contains("\"source\":\"chatgpt\"").doesNotContain("secret", "Firefox");
    }

    @Test
    void tellsAContentOwnerTheStatusAndWhoSawIt() {
        String site = publisher.site("www.bugle.example").text("id");
        assertThat(writer.post(path(site), List.of(request("ua", GPT, "st", 403)))
                        .status())
                .isEqualTo(202);
        JsonNode item = reader.get("/content-owners/events?since=" + longAgo.minusSeconds(1))
                .json()
                .at("/items/0");
        assertThat(item.get("source_role").stringValue()).isEqualTo("origin");
        JsonNode summary = reader.get("/content-owners/summary?since=" + longAgo.minusSeconds(1))
                .json();
        assertThat(summary.at("/events_by_status/0/status").asString()).isEqualTo("403");
    }

    @Test
    void countsARepeatAsADuplicate() {
        String site = site();
        List<Map<String, Object>> body = List.of(request("ua", GPT), request("ua", GPT));
        assertThat(writer.post(path(site), body).json().get("accepted").intValue())
                .isEqualTo(2);
        assertThat(writer.post(path(site), body).json().get("duplicates").intValue())
                .isEqualTo(2);
    }

    @Test
    void refusesOneRequestByItsPlaceAndStoresTheOthers() {
        Map<String, Object> withoutId = request("ua", GPT);
        withoutId.remove("i");
        Answer answer = writer.post(
                path(site()),
                List.of(
                        withoutId,
                        request("ua", GPT, "d", "evil.example"),
                        request(
                                "ua",
                                GPT,
                                "at",
                                Instant.now().plusSeconds(3_600).toString()),
                        request("ua", GPT, "st", 99),
                        request("ua", GPT, "p", "no-slash"),
                        request("ua", GPT)));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("accepted").intValue()).isEqualTo(1);
        assertThat(answer.json().get("rejected").findValues("field").stream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder("i", "d", "at", "st", "p");
    }

    @Test
    void countsWhatBecameOfThemWithTheSitesOtherHits() {
        String site = site();
        List<Map<String, Object>> body = List.of(request("ua", GPT), request("ua", FIREFOX), request("st", 7));
        assertThat(writer.post(path(site), body).status()).isEqualTo(202);
        assertThat(writer.post(path(site), body).status()).isEqualTo(202);
        JsonNode intake = reader.get("/api/v1/sites/" + site + "/stats").json().get("intake");
        assertThat(intake.toString())
                .isEqualTo("{\"received\":4,\"stored\":1,\"duplicates\":1,\"rejected\":2,\"quarantined\":0}");
    }

    @Test
    void letsNobodyTellThePastOfAnothersDomain() {
        RunningServer.Tenant rival = server.tenant("rival@example.com", "content_owner");
        String site = rival.site("bugle.example").text("id");
        Answer answer = rival.key("telemetry:write").post(path(site), List.of(request("ua", GPT)));
        assertThat(answer.json().get("accepted").intValue()).isZero();
        assertThat(answer.json().at("/rejected/0/reason").stringValue()).contains("another organisation's");
    }

    @Test
    void answers400ToWhatIsNoArrayOfRequests() {
        String path = path(site());
        assertThat(writer.post(path, "{").outcome()).isEqualTo("400 INVALID_JSON");
        assertThat(writer.post(path, "{}").outcome()).isEqualTo("400 INVALID_JSON");
        assertThat(writer.post(path, "[] []").outcome()).isEqualTo("400 INVALID_JSON");
        assertThat(writer.post(path, Collections.nCopies(5_001, Map.of())).outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        assertThat(writer.post(path + "?source_role=agent", List.of()).outcome())
                .isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void answers401And403AsEveryRouteOfASite() {
        String path = path(site());
        assertThat(server.anyone().post(path, List.of()).outcome()).isEqualTo("401 MISSING_KEY");
        assertThat(reader.post(path, List.of()).outcome()).isEqualTo("403 MISSING_SCOPE");
        Caller stranger = server.tenant("stranger@example.com", "content_owner").key("telemetry:write");
        Answer anothers = stranger.post(path, List.of());
        Answer nobodys = stranger.post(path("site_nothing"), List.of());
        assertThat(anothers.outcome()).isEqualTo("403 SITE_NOT_FOUND");
        assertThat(anothers.text()).isEqualTo(nobodys.text());
    }

    @Test
    void answers413And415() {
        String path = path(site());
        assertThat(writer.post(path, "[" + " ".repeat(4 << 20) + "]").outcome()).isEqualTo("413 PAYLOAD_TOO_LARGE");
        assertThat(writer.send("POST", path, "[]", "text/plain").outcome()).isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    private String site() {
        return publisher.site("log" + ++sites + ".example").text("id");
    }

    private static String path(String site) {
        return "/api/v1/sites/" + site + "/requests";
    }

    private Map<String, Object> request(Object... members) {
        Map<String, Object> request = new HashMap<>();
        request.put("i", UUID.randomUUID().toString());
        request.put("at", longAgo.toString());
        request.put("p", "/a");
        for (int i = 0; i < members.length; i += 2) request.put((String) members[i], members[i + 1]);
        return request;
    }
}
