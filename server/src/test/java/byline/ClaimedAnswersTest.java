package byline;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimedAnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void showsWhatAClaimBroughtAtOnceThoughTheSameWasAskedBefore(@TempDir Path data) {
        try (RunningServer server = new RunningServer(data)) {
            Caller agent = server.tenant("agent@example.com", "agent").key("telemetry:write");
            RunningServer.Tenant owner = server.tenant("owner@example.com", "content_owner");
            Caller reader = owner.key("telemetry:read");
            assertThat(agent.post("/events", retrieved()).status()).isEqualTo(201);
            assertThat(total(reader)).isZero();
            owner.owns("later.example");
            Instant deadline = Instant.now().plus(PATIENCE);
            while (total(reader) == 0) {
                assertThat(Instant.now()).isBefore(deadline);
            }
        }
    }

    private static int total(Caller reader) {
        return reader.get("/content-owners/summary").json().get("total_events").asInt();
    }

    private static Map<String, Object> retrieved() {
        Map<String, Object> event = Map.of(
                "id", UUID.randomUUID().toString(),
                "type", "content_retrieved",
                "timestamp", Instant.now().toString(),
                "source_role", "agent",
                "content_url", "https://later.example/a");
        return Map.of(
                "document_type",
                "event_batch",
                "schema_version",
                "1.0",
                "session_id",
                UUID.randomUUID().toString(),
                "events",
                List.of(event));
    }
}
