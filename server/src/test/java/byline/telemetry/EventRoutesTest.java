package byline.telemetry;

import static byline.telemetry.Bodies.batch;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
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
class EventRoutesTest {
    private static final String PAGE = "https://bugle.example/news";

    TelemetryServer server;
    Tenant bugle;
    Tenant oracle;
    Caller edge;
    Caller agent;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TelemetryServer(folder);
        bugle = server.owner("bugle.example");
        edge = server.writer(bugle);
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

    private void assertNothingStored() {
        assertThat(server.reportedBy(oracle)).isEmpty();
    }

    @Test
    void answers201WithWhatItStored() {
        Answer answer = agent.post("/events", batch(retrieved(1, PAGE), retrieved(2, PAGE)));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("""
                {"status":"ok","events_created":2,"duplicates":0}""");
        assertThat(server.eventsOf(oracle)).extracting(StoredRow::id).containsExactly(Bodies.id(1), Bodies.id(2));
    }

    @Test
    void stampsTheOwnerOfTheContentWhoeverReportsIt() {
        agent.post("/events", batch(retrieved(1, "https://www.BUGLE.example:8443?x=1")));
        agent.post("/events", batch(retrieved(2, "https://elsewhere.example/")));
        assertThat(server.eventsOf(oracle))
                .extracting(StoredRow::owner)
                .containsExactly(bugle.id().value(), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"document_type\":\"event\",\"schema_version\":\"1.0\",\"event\":EVENT}",
                "{\"document_type\":\"event_batch\",\"schema_version\":\"1.0\",\"events\":[EVENT]}",
                "{\"event\":EVENT}",
                "{\"events\":[EVENT]}",
                "{\"document_type\":null,\"schema_version\":null,\"session_id\":null,\"events\":[EVENT]}"
            })
    void takesEveryDeliveryFormat(String format) {
        Answer answer = agent.post("/events", format.replace("EVENT", retrieved(1, PAGE)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(server.eventsOf(oracle)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/events",
                "/api/v1/telemetry/events",
                "/edge/events",
                "/v1/edge/events",
                "/api/v1/telemetry/edge/events"
            })
    void answersUnderItsEarlierNames(String path) {
        assertThat(edge.post(path, batch(retrieved(1, PAGE))).status()).isEqualTo(201);
        assertThat(edge.post("/events", batch(retrieved(1, PAGE))).text())
                .contains("\"events_created\":0,\"duplicates\":1");
    }

    @Test
    void acceptsTheKeyAsABearerTokenToo() {
        Caller bearer = server.anyone().bearer(oracle.key("telemetry:write"));
        assertThat(bearer.post("/events", batch(retrieved(1, PAGE))).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{\"events\":[{}]} x", "{\"events\":1}", "{\"events\":{}}"})
    void answers400ForABodyThatIsNoDocument(String body) {
        Answer answer = agent.post("/events", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text("code")).isIn("INVALID_JSON", "INVALID_DOCUMENT");
        assertNothingStored();
    }

    @Test
    void answers400WithEveryProblemAndStoresNothingWhenOneEventIsInvalid() {
        String wrong = retrieved(2, PAGE).replace("\"edge\"", "\"middle\"");
        Answer answer = agent.post("/events", batch(retrieved(1, PAGE), wrong, "{\"type\":\"content_displayed\"}"));
        assertThat(answer.outcome()).isEqualTo("400 INVALID_DOCUMENT");
        assertThat(answer.json().get("problems").get(0).toString()).contains("\"index\":1", "/events/1", "R03");
        assertThat(answer.json().get("problems").toString()).contains("\"index\":2");
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-09-02T10:25:01Z", "2026-08-26T10:19:59Z", "1970-01-01T00:00:00Z"})
    void answers400ForATimeTooFarFromNow(String time) {
        Answer answer = agent.post("/events", batch(retrieved(1, PAGE).replace("2026-09-02T10:15:30.125Z", time)));
        assertThat(answer.outcome()).isEqualTo("400 INVALID_DOCUMENT");
        assertThat(answer.json().get("problems").get(0).get("pointer").stringValue())
                .isEqualTo("/events/0/timestamp");
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-09-02T10:24:59Z", "2026-08-26T10:20:01Z", "2026-09-02T12:15:30+02:00"})
    void takesATimeWithinTheLimits(String time) {
        Answer answer = agent.post("/events", batch(retrieved(1, PAGE).replace("2026-09-02T10:15:30.125Z", time)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content_cited", "content_presented", "turn_started", "com.example.sale"})
    void answers400WithoutASessionForWhatHappensInOne(String type) {
        String event = retrieved(1, PAGE).replace("content_retrieved", type);
        assertThat(agent.post("/events", "{\"events\":[" + event + "]}").outcome())
                .isEqualTo("400 INVALID_DOCUMENT");
        assertNothingStored();
    }

    @Test
    void answers401WithoutALiveKey() {
        String body = batch(retrieved(1, PAGE));
        Caller anyone = server.anyone();
        assertThat(anyone.post("/events", body).outcome()).isEqualTo("401 MISSING_KEY");
        assertThat(anyone.with("X-API-Key", "oat_pk_wrong")
                        .post("/events", body)
                        .outcome())
                .isEqualTo("401 INVALID_KEY");
        assertThat(oracle.owner().post("/events", body).outcome()).isEqualTo("401 KEY_REQUIRED");
        assertNothingStored();
    }

    @Test
    void answers403ForAKeyWithoutTheScope() {
        Caller reader = server.anyone().with("X-API-Key", oracle.key("telemetry:read"));
        assertThat(reader.post("/events", batch(retrieved(1, PAGE))).outcome()).isEqualTo("403 MISSING_SCOPE");
        assertNothingStored();
    }

    @Test
    void answers405WithTheMethodsItServes() {
        Answer answer = agent.get("/events");
        assertThat(answer.outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @Test
    void answers404ForARouteThatIsNotThere() {
        assertThat(agent.post("/events/x", batch(retrieved(1, PAGE))).outcome()).isEqualTo("404 NOT_FOUND");
    }
}
