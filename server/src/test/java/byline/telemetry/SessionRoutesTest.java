package byline.telemetry;

import static byline.telemetry.Bodies.batchIn;
import static byline.telemetry.Bodies.cited;
import static byline.telemetry.Bodies.document;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class SessionRoutesTest {
    private static final String PAGE = "https://bugle.example/news";
    private static final String SALE = "{\"type\":\"conversion\",\"value_amount\":4999,\"currency\":\"USD\"}";

    TelemetryServer server;
    Tenant oracle;
    Caller agent;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TelemetryServer(folder);
    }

    @BeforeEach
    void newcomer() {
        oracle = server.newcomer();
        agent = server.writer(oracle);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String open(String body) {
        Answer answer = agent.post("/sessions/start", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.text("session_id");
    }

    private Answer end(String session, String outcome) {
        return agent.post("/sessions/end", "{\"session_id\":\"%s\",\"outcome\":%s}".formatted(session, outcome));
    }

    @Test
    void opensASessionWithWhateverIsKnownOfIt() {
        String session = open("""
                {"initiator_type":"agent","initiator":{"agent_id":"a-7"},"content_scope":"news","client_info":{"x":1.10},
                 "user_context":{"external_id":"u","segments":["s"],"attributes":{}},"conformance_level":"attribution",
                 "prior_session_ids":[],"platform_id":null}""");
        agent.post("/events", batchIn(session, cited(1, PAGE)));
        assertThat(server.eventsOf(oracle)).singleElement().satisfies(row -> {
            assertThat(row.session()).isEqualTo(session);
            assertThat(row.agentId()).isEqualTo("a-7");
        });
        assertThat(server.reportedBy(oracle).getFirst().rest())
                .contains("\"conformance_level\":\"citation\"", "\"client_info\":{\"x\":1.10}")
                .doesNotContain("platform_id");
    }

    @Test
    void opensASessionOfWhichNothingIsKnown() {
        assertThat(open("{}")).isNotEqualTo(open(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"initiator_type\":\"robot\"}",
                "{\"initiator\":\"a\"}",
                "{\"user_context\":[]}",
                "{\"prior_session_ids\":\"a\"}",
                "{\"content_scope\":7}",
                "{\"started_at\":\"yesterday\"}",
                "{\"parent_session_id\":\"p\"}"
            })
    void answers400ForAStartThatMakesNoSense(String body) {
        assertThat(agent.post("/sessions/start", body).outcome()).isEqualTo("400 INVALID_DOCUMENT");
        assertThat(agent.post("/sessions/start", "{").outcome()).isEqualTo("400 INVALID_JSON");
    }

    @Test
    void endsASessionOnceAndAnswersARepeatAlike() {
        String session = open("{}");
        Answer first = end(session, SALE);
        assertThat(first.text()).isEqualTo("{\"status\":\"ok\",\"session_id\":\"" + session + "\"}");
        assertThat(end(
                                session,
                                "{\"currency\":\"USD\",\"value_amount\":4999,\"metadata\":null,\"type\":\"conversion\"}")
                        .text())
                .isEqualTo(first.text());
        assertThat(end(session, "{\"type\":\"browse\"}").outcome()).isEqualTo("400 SESSION_ENDED");
        assertThat(server.reportedBy(oracle)).hasSize(2);
    }

    @Test
    void answers400ForAnEventInASessionThatHasEnded() {
        String session = open("{}");
        end(session, "null");
        Answer late = agent.post("/events", batchIn(session, cited(1, PAGE)));
        assertThat(late.outcome()).isEqualTo("400 SESSION_ENDED");
        assertThat(late.text("error")).isEqualTo("session has ended");
        assertThat(server.eventsOf(oracle)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400 INVALID_DOCUMENT",
                "{\"session_id\":\"1-1-1-1-1\"}|400 INVALID_DOCUMENT",
                "{\"session_id\":7}|400 INVALID_DOCUMENT",
                "{\"session_id\":\"7c9e6679-7425-40de-944b-e07fc1f90ae7\"}|404 NOT_FOUND",
                "[]|400 INVALID_DOCUMENT",
                "x|400 INVALID_JSON"
            })
    void refusesToEndWhatIsNoSession(String body, String outcome) {
        assertThat(agent.post("/sessions/end", body).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"type\":\"win\"}",
                "{\"type\":\"conversion\",\"value_amount\":49.99}",
                "{\"type\":\"conversion\",\"products\":\"p\"}",
                "{\"type\":\"conversion\",\"currency\":1}"
            })
    void answers400ForAnOutcomeThatMakesNoSense(String outcome) {
        assertThat(end(open("{}"), outcome).outcome()).isEqualTo("400 INVALID_DOCUMENT");
    }

    @Test
    void opensAnUnknownSessionWithItsFirstEvents() {
        String session = UUID.randomUUID().toString();
        String body = batchIn(session, cited(1, PAGE)).replace("\"events\"", "\"agent_id\":\"a-1\",\"events\"");
        assertThat(agent.post("/events", body).status()).isEqualTo(201);
        assertThat(agent.post("/events", batchIn(session, cited(2, PAGE))).status())
                .isEqualTo(201);
        assertThat(end(session, "null").status()).isEqualTo(200);
        assertThat(server.eventsOf(oracle)).extracting(StoredRow::agentId).containsExactly("a-1", "a-1");
        assertThat(server.reportedBy(oracle)).hasSize(4);
    }

    @Test
    void takesAWholeSessionAndAnswersARepeatWithTheFirst() {
        String session = UUID.randomUUID().toString();
        String document = document(session, SALE, cited(1, PAGE), cited(2, PAGE));
        Answer first = agent.post("/sessions/bulk", document);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.text()).isEqualTo("""
                {"session_id":"%s","events_created":2,"outcome_recorded":true}""".formatted(session));
        String reordered = document(session, SALE, cited(2, PAGE), cited(1, PAGE));
        assertThat(agent.post("/sessions/bulk", reordered).text()).isEqualTo("""
                {"session_id":"%s","events_created":0,"outcome_recorded":true}""".formatted(session));
        assertThat(server.reportedBy(oracle)).hasSize(4);
        assertThat(end(session, SALE).status()).isEqualTo(200);
    }

    @Test
    void answers400ForAnotherDocumentOfASessionThatHasEnded() {
        String session = UUID.randomUUID().toString();
        agent.post("/sessions/bulk", document(session, SALE, cited(1, PAGE)));
        assertThat(agent.post("/sessions/bulk", document(session, SALE, cited(3, PAGE)))
                        .outcome())
                .isEqualTo("400 SESSION_ENDED");
        assertThat(agent.post("/sessions/bulk", document(session, "null", cited(1, PAGE)))
                        .outcome())
                .isEqualTo("400 SESSION_ENDED");
        assertThat(server.eventsOf(oracle)).hasSize(1);
    }

    @Test
    void completesAnOpenSessionByItsDocument() {
        String session = open("{}");
        agent.post("/events", batchIn(session, cited(1, PAGE)));
        Answer answer = agent.post("/sessions/bulk", document(session, "null", cited(1, PAGE), cited(2, PAGE)));
        assertThat(answer.text()).contains("\"events_created\":1,\"outcome_recorded\":false");
        assertThat(end(session, "null").status()).isEqualTo(200);
    }

    @Test
    void answers400ForAnInvalidDocumentAndStoresNothing() {
        String session = UUID.randomUUID().toString();
        String invalid = document(session, SALE, cited(1, PAGE), cited(1, PAGE));
        assertThat(agent.post("/sessions/bulk", invalid).outcome()).isEqualTo("400 INVALID_DOCUMENT");
        assertThat(agent.post("/sessions/bulk", document(session, "{\"type\":\"x\"}", cited(1, PAGE)))
                        .outcome())
                .isEqualTo("400 INVALID_DOCUMENT");
        assertThat(server.reportedBy(oracle)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sessions/start", "/sessions/end", "/sessions/bulk"})
    void guardsEveryRouteAlike(String path) {
        Caller reader = server.anyone().with("X-API-Key", oracle.key("telemetry:read"));
        assertThat(server.anyone().post(path, "{}").outcome()).isEqualTo("401 MISSING_KEY");
        assertThat(oracle.owner().post(path, "{}").outcome()).isEqualTo("401 KEY_REQUIRED");
        assertThat(reader.post(path, "{}").outcome()).isEqualTo("403 MISSING_SCOPE");
        assertThat(agent.get(path).outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(agent.post(path, " ".repeat(TelemetryServer.MAX_BYTES + 1)).outcome())
                .isEqualTo("413 PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/session/start", "/v1/sessions/start", "/api/v1/telemetry/session/start"})
    void answersUnderItsEarlierNames(String path) {
        assertThat(agent.post(path, "{}").status()).isEqualTo(201);
    }

    @Test
    void keepsTheEventsOfASessionTogether() {
        String session = open("{}");
        agent.post("/events", batchIn(session, retrieved(1, PAGE), cited(2, PAGE)));
        assertThat(server.reportedBy(oracle)).extracting(StoredRow::session).containsOnly(session);
    }
}
