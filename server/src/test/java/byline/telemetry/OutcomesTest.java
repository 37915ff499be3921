package byline.telemetry;

import static byline.telemetry.Bodies.batch;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import byline.store.Limits;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {
    private static final String PAGE = "https://bugle.example/news";
    private static final String WRONG = retrieved(2, PAGE).replace("\"edge\"", "\"middle\"");
    private static final String OLD = retrieved(3, PAGE).replace("2026-09", "2026-01");

    @TempDir
    Path folder;

    @Test
    void storesTheValidEventsAndListsTheRestWhenAskedToBeLenient() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant oracle = server.platform("oracle");
            Caller lenient = server.writer(oracle).with("Prefer", "handling=lenient, return=representation");
            Answer answer = lenient.post("/events", batch(OLD, retrieved(1, PAGE), WRONG, retrieved(1, PAGE)));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.json().get("events").valueStream().map(event -> event.get("outcome")
                            .stringValue()))
                    .containsExactly("rejected", "stored", "rejected", "duplicate");
            assertThat(answer.json().get("problems").valueStream().map(problem -> problem.get("rule")
                            .stringValue()))
                    .containsExactlyInAnyOrder("time", "R03");
            assertThat(answer.header("preference-applied")).contains("handling=lenient", "return=representation");
            assertThat(server.eventsOf(oracle)).hasSize(1);
            assertThat(lenient.post("/events", batch(OLD, WRONG)).outcome()).isEqualTo("400 INVALID_DOCUMENT");
        }
    }

    @Test
    void saysWhatBecameOfEachEventWhenAsked() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Caller agent = server.writer(server.platform("oracle")).with("Prefer", "return=representation");
            String old = "{\"schema_version\":\"0.1\",\"events\":["
                    + retrieved(1, PAGE)
                            .replace("\"data\":{", "\"oa_telemetry_id\":\"ray\",\"data\":{\"ip_hash\":\"sha256:00\",")
                    + "]}";
            Answer answer = agent.post("/events", old);
            assertThat(answer.json().get("events").toString()).isEqualTo("""
                    [{"index":0,"id":"%s","outcome":"stored","normalised":["/oa_telemetry_id"],"stripped":["/data/ip_hash"]}]""".formatted(Bodies.id(1)));
        }
    }

    @Test
    void countsEveryEventOnce() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Caller agent = server.writer(server.platform("oracle"));
            Caller edge = server.writer(server.owner("bugle.example"));
            String whole = Bodies.document(
                    "7c9e6679-7425-40de-944b-e07fc1f90ae7", "null", Bodies.cited(11, PAGE), Bodies.cited(12, PAGE));
            agent.post("/events", batch(retrieved(1, PAGE), retrieved(4, PAGE)));
            agent.post("/events", batch(retrieved(1, PAGE), retrieved(5, PAGE)));
            agent.post("/events", batch(retrieved(6, PAGE), WRONG));
            agent.with("Prefer", "handling=lenient").post("/events", batch(retrieved(7, PAGE), WRONG, OLD));
            agent.post("/sessions/bulk", whole);
            agent.post("/sessions/bulk", whole);
            agent.post("/events", Bodies.batchIn("7c9e6679-7425-40de-944b-e07fc1f90ae7", Bodies.cited(13, PAGE)));
            edge.post("/events", batch(retrieved(8, "https://other.example/")));
            agent.post("/events", "{");
            IngestCounts.Snapshot counts = server.counts();
            assertThat(counts).isEqualTo(new IngestCounts.Snapshot(15, 6, 3, 6, 0));
            assertThat(counts.received()).isEqualTo(counts.stored() + counts.duplicates() + counts.rejected());
        }
    }

    @Test
    void answers503WithRetryAfterWhenTheBacklogIsFull() {
        Limits defaults = Limits.DEFAULTS;
        Limits none = new Limits(
                new Limits.Log(1, defaults.log().waitingBytes(), defaults.log().segmentBytes()),
                defaults.reads(),
                defaults.engine(),
                defaults.repeatDays());
        try (TelemetryServer server = new TelemetryServer(folder, none)) {
            Caller agent = server.writer(server.platform("oracle"));
            Answer answer = agent.post("/events", batch(retrieved(1, PAGE)));
            for (int i = 2; answer.status() == 201 && i < 50; i++) {
                answer = agent.post("/events", batch(retrieved(i, PAGE)));
            }
            assertThat(answer.outcome()).isEqualTo("503 UNAVAILABLE");
            assertThat(answer.header("retry-after")).isEqualTo("1");
            IngestCounts.Snapshot counts = server.counts();
            assertThat(counts.rejected()).isEqualTo(1);
            assertThat(counts.received()).isEqualTo(counts.stored() + 1);
        }
    }
}
