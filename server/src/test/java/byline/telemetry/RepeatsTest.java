package byline.telemetry;

import static byline.telemetry.Bodies.batch;
import static byline.telemetry.Bodies.batchIn;
import static byline.telemetry.Bodies.cited;
import static byline.telemetry.Bodies.document;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatsTest {
    private static final String PAGE = "https://bugle.example/news";
    private static final String SESSION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    @TempDir
    Path folder;

    private static String nameless(String event) {
        return event.replaceFirst("\"id\":\"[^\"]*\",", "");
    }

    @Test
    void countsARepeatedRequestAsDuplicatesAndStoresNothing() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant oracle = server.platform("oracle");
            Caller agent = server.writer(oracle);
            String body = batchIn(SESSION, cited(1, PAGE), cited(2, PAGE));
            assertThat(agent.post("/events", body).text()).contains("\"events_created\":2,\"duplicates\":0");
            assertThat(agent.post("/events", body).text()).contains("\"events_created\":0,\"duplicates\":2");
            assertThat(server.eventsOf(oracle)).hasSize(2);
        }
    }

    @Test
    void knowsRepeatsAndSessionsAfterARestart() {
        Tenant oracle;
        String key;
        String whole = document("0c9e6679-7425-40de-944b-e07fc1f90ae7", "null", cited(3, PAGE));
        String named = batchIn(SESSION, cited(1, PAGE)).replace("\"events\"", "\"agent_id\":\"a-1\",\"events\"");
        String bare = batch(nameless(retrieved(2, PAGE)));
        try (TelemetryServer server = new TelemetryServer(folder)) {
            oracle = server.platform("oracle");
            key = oracle.key("telemetry:write");
            Caller agent = server.anyone().with("X-API-Key", key);
            assertThat(agent.post("/events", named).status()).isEqualTo(201);
            assertThat(agent.post("/events", bare).status()).isEqualTo(201);
            assertThat(agent.post("/sessions/bulk", whole).status()).isEqualTo(201);
        }
        try (TelemetryServer server = new TelemetryServer(folder)) {
            server.server().clock().advance(Duration.ofDays(1));
            Caller agent = server.anyone().with("X-API-Key", key);
            assertThat(agent.post("/events", named).text()).contains("\"events_created\":0,\"duplicates\":1");
            assertThat(agent.post("/events", bare).text()).contains("\"events_created\":0,\"duplicates\":1");
            assertThat(agent.post("/sessions/bulk", whole).text()).contains("\"events_created\":0");
            assertThat(agent.post("/events", batchIn(SESSION, cited(4, PAGE))).text())
                    .contains("\"events_created\":1");
            assertThat(agent.post("/sessions/end", "{\"session_id\":\"" + SESSION + "\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(server.eventsOf(oracle)).hasSize(4).last().satisfies(row -> assertThat(row.agentId())
                    .isEqualTo("a-1"));
            assertThat(server.reportedBy(oracle)).hasSize(8);
        }
    }

    @Test
    void knowsARepeatThatItsSenderDatedAnewOnAnotherDay() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant oracle = server.platform("oracle");
            Caller agent = server.writer(oracle);
            String first = retrieved(1, PAGE).replace("2026-09-02T10:15", "2026-08-28T10:15");
            assertThat(agent.post("/events", batch(first)).text()).contains("\"events_created\":1");
            assertThat(agent.post("/events", batch(retrieved(1, PAGE))).text())
                    .contains("\"events_created\":0,\"duplicates\":1");
            assertThat(server.eventsOf(oracle)).hasSize(1);
        }
    }

    @Test
    void storesNothingOfWhatIsSentAgainMonthsLater() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant oracle = server.platform("oracle");
            Caller agent = server.anyone().with("X-API-Key", oracle.key("telemetry:write"));
            String whole = document("0c9e6679-7425-40de-944b-e07fc1f90ae7", "null", cited(3, PAGE));
            agent.post("/events", batchIn(SESSION, cited(1, PAGE)));
            agent.post("/sessions/bulk", whole);
            int stored = server.reportedBy(oracle).size();
            server.server().clock().advance(Duration.ofDays(100));

            assertThat(agent.post("/events", batchIn(SESSION, cited(1, PAGE))).outcome())
                    .isEqualTo("400 INVALID_DOCUMENT");
            assertThat(agent.post("/sessions/bulk", whole).text()).contains("\"events_created\":0");
            assertThat(server.reportedBy(oracle)).hasSize(stored);
        }
    }

    @Test
    void knowsAnEventWithoutAnIdByWhatItSays() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant oracle = server.platform("oracle");
            Caller agent = server.writer(oracle);
            String event = nameless(retrieved(1, PAGE));
            assertThat(agent.post("/events", batch(event, event)).text()).contains("\"events_created\":2");
            assertThat(agent.post("/events", batch(event, event)).text()).contains("\"events_created\":0");
            assertThat(agent.post("/events", batch(event.replace("30.125", "30.126")))
                            .text())
                    .contains("\"events_created\":1");
            assertThat(server.eventsOf(oracle)).hasSize(3);
        }
    }

    @Test
    void storesOnceWhatManySendAtTheSameTime() throws Exception {
        try (TelemetryServer server = new TelemetryServer(folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Tenant oracle = server.platform("oracle");
            Caller agent = server.writer(oracle);
            String whole = document(SESSION, "null", cited(1, PAGE), cited(2, PAGE));
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> agent.post("/sessions/bulk", whole));
            }
            long created = 0;
            for (Future<Answer> call : threads.invokeAll(calls)) {
                assertThat(call.get().status()).as(call.get().text()).isEqualTo(201);
                created += call.get().json().get("events_created").longValue();
            }
            assertThat(created).isEqualTo(2);
            assertThat(server.reportedBy(oracle)).hasSize(4);
        }
    }
}
