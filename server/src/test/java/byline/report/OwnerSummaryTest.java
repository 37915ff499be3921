package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnerSummaryTest {
    private ReadServer server;
    private Tenant owner;
    private Caller reader;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ReadServer(folder);
        owner = server.owner("bugle", "bugle.example");
        reader = server.reader(owner, Scope.TELEMETRY_READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void hasTheDocumentedShape() {
        UUID session = UUID.randomUUID();
        server.append(
                Sample.retrieval("org_bugle", "https://www.bugle.example/a")
                        .bot("GPTBot", "training")
                        .status(200),
                Sample.of("content_cited")
                        .owner("org_bugle")
                        .url("https://bugle.example/b")
                        .session(session)
                        .agent("chat", "chat.example"));

        Caller.Answer answer = reader.get("/content-owners/summary?since=2026-03-01&until=2026-03-31T00:00:00%2B02:00");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString()).isEqualTo("""
                        {"organization_id":"org_bugle","publisher_id":"org_bugle","publisher_name":"bugle",\
                        "domains":["bugle.example"],"total_events":2,"total_sessions":1,\
                        "events_by_type":[{"event_type":"content_cited","count":1},\
                        {"event_type":"content_retrieved","count":1}],\
                        "events_by_source":[{"source_role":"edge","count":1,"sessions":0},\
                        {"source_role":null,"count":1,"sessions":1}],\
                        "events_by_status":[{"status":200,"count":1}],\
                        "agents":[{"platform_id":"chat","agent_id":"chat.example","bot_name":null,"purpose":null,\
                        "bot_category":null,"event_count":1,"session_count":1,\
                        "by_source":[{"source_role":null,"count":1,"sessions":1}],\
                        "by_event_type":[{"event_type":"content_cited","count":1}]},\
                        {"platform_id":null,"agent_id":null,"bot_name":"GPTBot","purpose":"training",\
                        "bot_category":"training","event_count":1,"session_count":0,\
                        "by_source":[{"source_role":"edge","count":1,"sessions":0}],\
                        "by_event_type":[{"event_type":"content_retrieved","count":1}]}],\
                        "period_start":"2026-03-01T00:00:00.000Z","period_end":"2026-03-30T22:00:00.000Z"}""");
    }

    @Test
    void isEmptyBeforeTheFirstEvent() {
        Caller.Answer answer = reader.get("/content-owners/summary");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("total_events").intValue()).isZero();
        assertThat(answer.json().get("agents")).isEmpty();
        assertThat(answer.json().get("period_start").isNull()).isTrue();
    }

    @Test
    void countsEachSessionOnceThoughItHasEventsOfEveryType() {
        UUID session = UUID.randomUUID();
        for (String type : new String[] {"content_grounded", "content_cited", "content_cited", "content_presented"}) {
            server.append(Sample.of(type).owner("org_bugle").session(session));
        }
        server.append(Sample.of("content_cited").owner("org_bugle").session(UUID.randomUUID()));
        server.append(Sample.of("content_cited")
                .owner("org_bugle")
                .session(session)
                .reporter("org_somebody_with_the_same_session_id"));

        assertThat(total("", "total_sessions")).isEqualTo(3);
        assertThat(total("", "total_events")).isEqualTo(6);
    }

    @Test
    void neverShowsWhatIsQuarantinedInConflictOrAnotherOwners() {
        server.append(
                Sample.retrieval("org_bugle", "https://bugle.example/").quarantine("origin"),
                Sample.retrieval("org_bugle", "https://bugle.example/").conflict("org_planet"),
                Sample.retrieval("org_planet", "https://planet.example/"),
                Sample.retrieval("org_bugle", "https://bugle.example/").owner(null));

        assertThat(total("", "total_events")).isZero();
    }

    @Test
    void leavesOutOurOwnKindsOfEvents() {
        server.append(
                Sample.of("byline.view").owner("org_bugle"),
                Sample.of("byline.referral").owner("org_bugle"),
                Sample.of("com.example.checkout").owner("org_bugle"));

        assertThat(total("", "total_events")).isEqualTo(1);
    }

    @Test
    void countsBothEndsOfThePeriod() {
        server.append(
                Sample.retrieval("org_bugle", "https://bugle.example/").at("2026-03-01T00:00:00Z"),
                Sample.retrieval("org_bugle", "https://bugle.example/").at("2026-03-02T00:00:00Z"),
                Sample.retrieval("org_bugle", "https://bugle.example/").at("2026-03-02T00:00:00.000001Z"),
                Sample.retrieval("org_bugle", "https://bugle.example/").at("2026-02-28T23:59:59.999999Z"));

        assertThat(total("since=2026-03-01&until=2026-03-02", "total_events")).isEqualTo(2);
        assertThat(total("since=&until=", "total_events")).isEqualTo(4);
        assertThat(total("since=2026-03-01T01:00:00+01:00&until=2026-03-02", "total_events"))
                .isEqualTo(2);
    }

    @Test
    void filtersByEachDocumentedParameter() {
        server.append(
                Sample.retrieval("org_bugle", "https://news.bugle.example/a").bot("GPTBot", "training"),
                Sample.retrieval("org_bugle", "https://notbugle.example/a").bot("Bingbot", "search"),
                Sample.of("content_cited")
                        .owner("org_bugle")
                        .url("https://bugle.example/b")
                        .agent("chat", "GPTBot")
                        .source("agent"));

        assertThat(total("domain=bugle.example", "total_events")).isEqualTo(2);
        assertThat(total("domain=News.Bugle.Example.", "total_events")).isEqualTo(1);
        assertThat(total("bot=GPTBot", "total_events")).isEqualTo(2);
        assertThat(total("purpose=search", "total_events")).isEqualTo(1);
        assertThat(total("bot_category=training", "total_events")).isEqualTo(1);
        assertThat(total("agent_id=GPTBot", "total_events")).isEqualTo(1);
        assertThat(total("event_type=content_cited", "total_events")).isEqualTo(1);
        assertThat(total("content_url=https://bugle.example/b", "total_events")).isEqualTo(1);
        assertThat(total("source_role=agent", "total_events")).isEqualTo(1);
        assertThat(total("bot=GPTBot'%20OR%20'1'='1", "total_events")).isZero();
    }

    @Test
    void listsTheMostActiveAgentsFirstThenByName() {
        for (String bot : new String[] {"B", "A", "C", "C"}) {
            server.append(
                    Sample.retrieval("org_bugle", "https://bugle.example/").bot(bot, null));
        }

        assertThat(reader.get("/content-owners/summary").json().get("agents"))
                .extracting(agent -> agent.get("bot_name").stringValue())
                .containsExactly("C", "A", "B");
    }

    @Test
    void answersOnEveryNameOfThePath() {
        server.append(Sample.retrieval("org_bugle", "https://bugle.example/"));
        String answer = reader.get("/content-owners/summary").text();

        for (String path : new String[] {
            "/publisher/summary",
            "/v1/content-owners/summary",
            "/v1/publisher/summary",
            "/api/v1/telemetry/content-owners/summary",
            "/api/v1/telemetry/publisher/summary"
        }) {
            assertThat(reader.get(path).text()).as(path).isEqualTo(answer);
        }
    }

    @Test
    void answersNotModifiedToWhoeverHasTheSameFigures() {
        String tag = reader.get("/content-owners/summary").header("etag");

        Caller.Answer same = reader.with("If-None-Match", "\"other\", " + tag).get("/content-owners/summary");
        server.append(Sample.retrieval("org_bugle", "https://bugle.example/"));
        Caller.Answer changed = reader.with("If-None-Match", tag).get("/content-owners/summary");

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.header("etag")).isEqualTo(tag);
        assertThat(changed.status()).isEqualTo(200);
    }

    private int total(String query, String member) {
        Caller.Answer answer = reader.get("/content-owners/summary?" + query.replace("+", "%2B"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get(member).intValue();
    }
}
