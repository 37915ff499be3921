package byline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
class ConformanceRoutesTest {
    private static final String CHECK = "/conformance/check";
    private static final String MANIFEST = """
            {"schema_version":"1.0","id":"https://bugle.example/.well-known/content-telemetry.json",
             "roles":["content_owner"],"operator":{"name":"Bugle"},"keys":[],
             "telemetry":{"endpoint":"https://bugle.example/events"},"domains":["bugle.example"]}""";

    TelemetryServer server;
    Caller anyone;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TelemetryServer(folder);
        anyone = server.anyone();
    }

    @BeforeEach
    void nextMinute() {
        server.server().clock().advance(Duration.ofMinutes(1));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void answers200ForAValidDocumentWithoutAKey() {
        Answer answer = anyone.post(CHECK, Bodies.batch(Bodies.retrieved(1, "https://bugle.example/")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("""
                {"valid":true,"kind":"event_batch","schema_version":"1.0","problems":[]}""");
    }

    @Test
    void answers200WithTheProblemsOfAnInvalidOne() {
        String wrong = Bodies.retrieved(1, "https://bugle.example/").replace("\"edge\"", "\"middle\"");
        Answer answer = anyone.post(CHECK, Bodies.batch(wrong));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("valid").booleanValue()).isFalse();
        assertThat(answer.json().get("problems").get(0).propertyNames()).containsExactly("pointer", "rule", "message");
        assertThat(answer.json().get("problems").get(0).get("rule").stringValue())
                .isEqualTo("R03");
    }

    @Test
    void reportsWhatIngestWouldStripInsteadOfStrippingIt() {
        String event =
                Bodies.retrieved(1, "https://bugle.example/").replace("\"data\":{", "\"data\":{\"ip_hash\":\"x\",");
        assertThat(anyone.post(CHECK, Bodies.batch(event)).text()).contains("\"rule\":\"R18\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{}"})
    void answers200ForWhatIsNoDocumentAtAll(String body) {
        Answer answer = anyone.post(CHECK, body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("valid").booleanValue()).isFalse();
        assertThat(answer.json().get("problems").size()).isEqualTo(1);
    }

    @Test
    void storesNothing() {
        anyone.post(CHECK, Bodies.batch(Bodies.retrieved(9, "https://bugle.example/")));
        assertThat(server.events().read("test_all", Map.of(), StoredRow::of)).isEmpty();
        assertThat(server.counts().received()).isZero();
    }

    @Test
    void checksAManifestUnderItsOwnRouteAndUnderTheCommonOne() {
        for (String path : new String[] {CHECK, "/manifests/validate"}) {
            assertThat(anyone.post(path, MANIFEST).text()).isEqualTo("""
                    {"valid":true,"kind":"manifest","schema_version":"1.0","problems":[]}""");
            assertThat(anyone.post(path, MANIFEST.replace("\"bugle.example\"]", "\"other.example\"]"))
                            .text())
                    .contains("\"valid\":false", "\"rule\":\"M03\"");
        }
        assertThat(anyone.post("/manifests/validate", Bodies.batch()).text()).contains("\"valid\":false");
    }

    @Test
    void answers405And413And415LikeEveryRoute() {
        assertThat(anyone.get(CHECK).outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(anyone.get("/manifests/validate").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(anyone.post(CHECK, " ".repeat(TelemetryServer.MAX_BYTES + 1)).outcome())
                .isEqualTo("413 PAYLOAD_TOO_LARGE");
        assertThat(anyone.with("Content-Encoding", "br").post(CHECK, "{}").outcome())
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void answers429ToAnAddressThatAsksTooOftenAndToNoOther() {
        Caller busy = anyone.with("X-Forwarded-For", "203.0.113.7");
        for (int i = 0; i < TelemetryServer.PER_MINUTE; i++) {
            assertThat(busy.post(CHECK, "{}").status()).isEqualTo(200);
        }
        Answer refused = busy.post(CHECK, "{}");
        assertThat(refused.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(refused.header("retry-after")).isNotEmpty();
        assertThat(anyone.with("X-Forwarded-For", "203.0.113.8")
                        .post(CHECK, "{}")
                        .status())
                .isEqualTo(200);
    }
}
