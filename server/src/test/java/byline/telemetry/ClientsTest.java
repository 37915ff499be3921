package byline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.util.List;
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

/// Bodies as published clients send them, word for word.
@TestInstance(Lifecycle.PER_CLASS)
class ClientsTest {
    TelemetryServer server;
    Tenant example;
    Tenant oracle;
    Caller agent;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TelemetryServer(folder);
        example = server.owner("example.com");
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

    /// The same event again would be a repeat.
    private static String fresh(String name) {
        return Bodies.client(name).replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"" + UUID.randomUUID() + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "second", "third"})
    void takesEveryGenerationOfTheEdgeWorker(String generation) {
        Answer answer = server.writer(example).post("/events", fresh("edge-worker/" + generation + ".json"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(server.eventsOf(example)).last().satisfies(row -> {
            assertThat(row.owner()).isEqualTo(example.id().value());
            assertThat(row.session()).isNull();
            assertThat(row.rest()).contains("\"purpose\"").doesNotContain("bot_category", "oa_telemetry_id");
        });
    }

    @Test
    void keepsTheManifestAnEdgeWorkerNames() {
        server.writer(example).post("/events", fresh("edge-worker/third.json"));
        assertThat(server.eventsOf(example).getLast().envelope()).isEqualTo("""
            {"manifest_ref":"https://example.com/.well-known/content-telemetry.json"}\
            """);
    }

    @Test
    void keepsWhatWasChangedOnTheWayIn() {
        server.writer(example).post("/events", fresh("edge-worker/first.json"));
        assertThat(server.eventsOf(example).getLast().normalised()).isEqualTo("""
            ["/oa_telemetry_id","/data/bot_category"]\
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm-0.1.3/events.json",
                "npm-0.1.3/cited.json",
                "npm-0.1.3/cited-bare.json",
                "npm-0.1.3/engaged.json",
                "npm-0.1.3/retrieved.json",
                "npm-0.1.3/checkout.json",
                "python-0.4.0/events.json"
            })
    void takesTheBatchesOfTheLibraries(String name) {
        Answer answer = agent.post("/events", Bodies.client(name));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().get("events_created").intValue())
                .isEqualTo(server.eventsOf(oracle).size())
                .isPositive();
        assertThat(agent.post("/events", Bodies.client(name)).text()).contains("\"events_created\":0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm-0.1.3/session.json", "python-0.4.0/session.json"})
    void takesTheSessionsOfTheLibraries(String name) {
        Answer answer = agent.post("/sessions/bulk", Bodies.client(name));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text()).contains("\"events_created\":2,\"outcome_recorded\":true");
        assertThat(agent.post("/sessions/bulk", Bodies.client(name)).text()).contains("\"events_created\":0");
    }

    @Test
    void walksThroughASessionOfThePythonClient() {
        String started = agent.post("/session/start", """
            {"initiator_type":"user","initiator":null,"content_scope":"mix","manifest_ref":null,"agent_id":null,
             "external_session_id":null,"conformance_level":null,"prior_session_ids":[],
             "user_context":{"external_id":null,"segments":[],"attributes":{}}}\
            """).text("session_id");
        String events =
                Bodies.client("python-0.4.0/events.json").replace("7c9e6679-7425-40de-944b-e07fc1f90ae7", started);
        assertThat(agent.post("/events", events).status()).isEqualTo(201);
        String end = """
            {"session_id":"%s","outcome":{"type":"browse","value_amount":0,"currency":"USD","products":[],"metadata":{}}}\
            """.formatted(started);
        assertThat(agent.post("/session/end", end).text())
                .isEqualTo(agent.post("/sessions/end", end).text());
    }

    /// Every unset member is an explicit null, no version is named, and a minimal turn has empty topics and null texts.
    @Test
    void keepsWhatThePythonClientMeantAndFindsNothingToStrip() {
        Answer answer = agent.with("Prefer", "return=representation")
                .post("/events", Bodies.client("python-0.4.0/events.json"));
        assertThat(answer.json().get("events_created").intValue()).isEqualTo(8);
        assertThat(answer.text()).doesNotContain("stripped");
        List<StoredRow> rows = server.eventsOf(oracle);
        assertThat(rows).extracting(StoredRow::type).contains("content_engaged", "turn_completed", "product_viewed");
        assertThat(rows).filteredOn(row -> row.type().equals("content_engaged")).allSatisfy(row -> assertThat(
                        row.rest())
                .contains("\"engagement_type\":\"link_click\"")
                .doesNotContain("interaction_type"));
        assertThat(rows)
                .filteredOn(row -> row.type().equals("turn_completed"))
                .hasSize(2)
                .anySatisfy(row -> assertThat(row.rest())
                        .contains("\"privacy_level\": \"minimal\"", "\"query_text\": null", "\"topics\": []"));
        assertThat(rows).extracting(StoredRow::rest).anyMatch(rest -> rest.contains("\"purpose\":\"training\""));
    }
}
