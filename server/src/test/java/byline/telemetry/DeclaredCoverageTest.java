package byline.telemetry;

import static byline.telemetry.Bodies.cited;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.TestServer.Tenant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DeclaredCoverageTest {
    private static final String ID = "https://example.com/.well-known/content-telemetry.json";
    private static final String PLACE = "example.com/.well-known/content-telemetry.json";
    private static final String SESSION = "00000000-0000-4000-8000-000000000001";
    private static final String COMPLETE = """
            {"content_cited":{"mode":"complete","terms_ref":null},"content_engaged":{"mode":"sampled","terms_ref":"https://example.com/terms"}}""";

    @TempDir
    Path folder;

    TelemetryServer server;
    Tenant bugle;
    Tenant oracle;
    Caller agent;
    Caller owner;

    @BeforeEach
    void start() {
        server = new TelemetryServer(folder);
        bugle = server.owner("bugle.example");
        oracle = server.platform("oracle");
        agent = server.writer(oracle);
        owner = server.reader(bugle);
        server.server().dns().address("example.com", "127.0.0.1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void publish(String coverage) {
        server.server().web().page(PLACE, """
                {"schema_version":"1.0","id":"%s","roles":["agent"],"operator":{"name":"E"},
                 "telemetry":{"endpoint":"https://example.com/events","coverage":%s}}""".formatted(ID, coverage));
    }

    private static String body(String manifest, String... events) {
        return """
                {"document_type":"event_batch","schema_version":"1.0","session_id":"%s","agent_id":"agent-1",\
                "manifest_ref":"%s","events":[%s]}""".formatted(SESSION, manifest, String.join(",", events));
    }

    private void send(String body) {
        assertThat(agent.post("/events", body).outcome()).isEqualTo("201");
    }

    /// What has been found out of the reporter's manifests so far, when there is this much of it.
    private List<String> facts(int expected) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            List<String> facts = server.reportedBy(oracle).stream()
                    .filter(row -> row.type().equals("byline.coverage_declared"))
                    .map(StoredRow::rest)
                    .toList();
            if (facts.size() >= expected || System.nanoTime() > deadline) {
                assertThat(facts).hasSize(expected);
                return facts;
            }
            Thread.onSpinWait();
        }
    }

    private JsonNode reconciled() {
        return owner.get("/content-owners/reconciliation").json();
    }

    @Test
    void showsWhatAnAgentDeclaresBesideItsFigures() {
        publish(COMPLETE);
        send(body(ID, cited(1, "https://bugle.example/")));
        assertThat(facts(1)).containsExactly(COMPLETE);
        JsonNode reconciled = reconciled();
        assertThat(reconciled.at("/agents/0/identity").stringValue()).isEqualTo("agent-1");
        assertThat(reconciled.at("/agents/0/declared_coverage").toString())
                .isEqualTo("[{\"manifest\":\"%s\",\"signed\":false,\"event_types\":%s}]".formatted(ID, COMPLETE));
        assertThat(reconciled.at("/coverage").stringValue()).contains("proves nothing, unless it declares complete");
        for (String read : List.of("/content-owners/summary", "/agent/summary")) {
            Caller reader = read.startsWith("/agent") ? server.reader(oracle) : owner;
            assertThat(reader.get(read)
                            .json()
                            .at("/agents/0/declared_coverage/0/event_types/content_cited/mode")
                            .stringValue())
                    .isEqualTo("complete");
        }
    }

    @Test
    void showsNothingOfAnAgentThatDeclaresNothing() {
        publish("{}");
        send(body(ID, cited(1, "https://bugle.example/")));
        send(Bodies.batchIn(SESSION, cited(2, "https://bugle.example/")));
        send(body(
                "https://unreachable.example/.well-known/content-telemetry.json", cited(3, "https://bugle.example/")));
        send(body("no address", cited(4, "https://bugle.example/")));
        assertThat(reconciled().at("/agents/0/cited").intValue()).isEqualTo(4);
        assertThat(reconciled().at("/agents/0").has("declared_coverage")).isFalse();
    }

    @Test
    void saysWhenAKeyOfTheManifestSignedTheEvents() {
        Signer signer = new Signer(ID);
        String manifest = signer.manifest("").replace("/events\"}", "/events\",\"coverage\":" + COMPLETE + "}");
        server.server().web().page(PLACE, manifest);
        String body = Bodies.batchIn(SESSION, cited(1, "https://bugle.example/"));
        signer.sign(
                        agent,
                        server.server().origin().resolve("/events"),
                        body.getBytes(StandardCharsets.UTF_8),
                        server.server().clock().instant())
                .post("/events", body);
        facts(1);
        assertThat(reconciled().at("/agents/0/declared_coverage/0/signed").booleanValue())
                .isTrue();
    }

    @Test
    void keepsTheManifestThatASessionRefersToAtItsStart() {
        publish(COMPLETE);
        String session = agent.post("/sessions/start", Map.of("agent_id", "agent-2", "manifest_ref", ID))
                .text("session_id");
        send(Bodies.batchIn(session, cited(1, "https://bugle.example/")));
        facts(1);
        assertThat(reconciled().at("/agents/0/declared_coverage/0/manifest").stringValue())
                .isEqualTo(ID);
    }

    @Test
    void looksAgainAndKeepsOneFactAChange() {
        publish(COMPLETE);
        send(body(ID, cited(1, "https://bugle.example/")));
        facts(1);
        server.server().clock().advance(Duration.ofHours(2));
        send(body(ID, cited(2, "https://bugle.example/")));
        publish("{\"content_cited\":{\"mode\":\"selected\"}}");
        server.server().clock().advance(Duration.ofHours(2));
        send(body(ID, cited(3, "https://bugle.example/")));
        facts(2);
        assertThat(reconciled()
                        .at("/agents/0/declared_coverage/0/event_types/content_cited/mode")
                        .stringValue())
                .isEqualTo("selected");
        publish("{}");
        server.server().clock().advance(Duration.ofHours(2));
        send(body(ID, cited(4, "https://bugle.example/")));
        facts(3);
        assertThat(reconciled().at("/agents/0").has("declared_coverage")).isFalse();
    }

    @Test
    void takesNoDeclarationOfWhoOnlyWatchesTheAgent() {
        publish(COMPLETE);
        send(body(ID, retrieved(1, "https://bugle.example/")));
        facts(1);
        assertThat(reconciled().at("/agents/0").has("declared_coverage")).isFalse();
    }
}
