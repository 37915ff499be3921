package byline.telemetry;

import static byline.telemetry.Bodies.batchIn;
import static byline.telemetry.Bodies.cited;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import byline.wire.Conformance;
import byline.wire.Limits;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class DocumentRoutesTest {
    private static final String PAGE = "https://bugle.example/news";

    TelemetryServer server;
    Tenant oracle;
    Caller agent;
    Caller reader;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TelemetryServer(folder);
    }

    @BeforeEach
    void newcomer() {
        oracle = server.newcomer();
        agent = server.writer(oracle);
        reader = server.reader(oracle);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void assertConforms(Answer document) {
        assertThat(document.status()).as(document.text()).isEqualTo(200);
        Conformance.Report report =
                new Conformance(Limits.DEFAULT).check(document.text().getBytes(StandardCharsets.UTF_8));
        assertThat(report.problems()).as(document.text()).isEmpty();
        assertThat(report.kind()).isEqualTo("session");
        assertThat(report.schemaVersion()).isEqualTo("1.0");
    }

    @Test
    void givesAnUploadedSessionBackAsItCame() {
        String session = UUID.randomUUID().toString();
        agent.post("/sessions/bulk", """
                {"document_type":"session","schema_version":"1.0","session_id":"%s","started_at":"2026-09-02T10:15:00Z",
                 "ended_at":"2026-09-02T10:16:00Z","agent_id":"a-1","content_scope":"news","x_more":{"n":1.50},
                 "outcome":{"type":"browse"},"events":[%s]}""".formatted(session, cited(1, PAGE)));
        Answer document = reader.get("/sessions/" + session + "/document");
        assertConforms(document);
        assertThat(document.json().get("session_id").stringValue()).isEqualTo(session);
        assertThat(document.json().get("agent_id").stringValue()).isEqualTo("a-1");
        assertThat(document.json().get("content_scope").stringValue()).isEqualTo("news");
        assertThat(document.json().get("ended_at").stringValue()).isEqualTo("2026-09-02T10:16:00Z");
        assertThat(document.json().get("outcome").toString()).isEqualTo("{\"type\":\"browse\"}");
        assertThat(document.text()).contains("\"x_more\":{\"n\":1.50}");
        assertThat(document.json().get("events").size()).isEqualTo(1);
        assertThat(document.json().get("events").get(0).get("id").stringValue()).isEqualTo(Bodies.id(1));
    }

    @Test
    void putsASessionTogetherFromItsBatches() {
        String session = agent.post("/sessions/start", "{\"agent_id\":\"a-2\",\"started_at\":\"2026-09-02T10:10:00Z\"}")
                .text("session_id");
        agent.post("/events", batchIn(session, cited(2, PAGE)));
        agent.post("/events", batchIn(session, cited(1, PAGE).replace("10:15:31", "10:15:30")));
        agent.post(
                "/sessions/end",
                "{\"session_id\":\"" + session + "\",\"outcome\":{\"type\":\"conversion\",\"value_amount\":5}}");
        Answer document = reader.get("/sessions/" + session + "/document");
        assertConforms(document);
        assertThat(document.json().get("started_at").stringValue()).isEqualTo("2026-09-02T10:10:00Z");
        assertThat(document.json().get("ended_at").stringValue()).isEqualTo("2026-09-02T10:20:00Z");
        assertThat(document.json().get("events").valueStream().map(event -> event.get("id")
                        .stringValue()))
                .containsExactly(Bodies.id(1), Bodies.id(2));
        assertThat(document.text()).contains("\"outcome\":{\"type\":\"conversion\",\"value_amount\":5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm-0.1.3/session.json", "python-0.4.0/session.json"})
    void liftsSessionsOfTheOldLineOntoTheNewOne(String name) {
        String body = Bodies.client(name);
        agent.post("/sessions/bulk", body);
        assertConforms(reader.get("/sessions/7c9e6679-7425-40de-944b-e07fc1f90ae7/document"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm-0.1.3/events.json", "python-0.4.0/events.json"})
    void liftsBatchesOfTheOldLineOntoTheNewOne(String name) {
        agent.post("/events", Bodies.client(name));
        assertConforms(reader.get("/sessions/7c9e6679-7425-40de-944b-e07fc1f90ae7/document"));
    }

    @Test
    void answersTheSame404ForAnUnknownAForeignAndAMalformedId() {
        String session = agent.post("/sessions/start", "{}").text("session_id");
        Caller stranger = server.reader(server.newcomer());
        Answer foreign = stranger.get("/sessions/" + session + "/document");
        Answer unknown = stranger.get("/sessions/" + UUID.randomUUID() + "/document");
        Answer malformed = stranger.get("/sessions/1-1-1-1-1/document");
        assertThat(foreign.outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(foreign.text()).isEqualTo(unknown.text()).isEqualTo(malformed.text());
        assertThat(foreign.headers().keySet()).isEqualTo(unknown.headers().keySet());
    }

    @Test
    void wantsAKeyThatMayRead() {
        String path = "/sessions/" + UUID.randomUUID() + "/document";
        assertThat(server.anyone().get(path).outcome()).isEqualTo("401 MISSING_KEY");
        assertThat(agent.get(path).outcome()).isEqualTo("403 MISSING_SCOPE");
        assertThat(reader.post(path, "{}").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(reader.get("/v1" + path).outcome()).isEqualTo("404 NOT_FOUND");
    }
}
