package byline;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void deletesWhatIsOlderThanItsOrganisationsKeepThings(@TempDir Path data) {
        List<String> credentials;
        try (RunningServer server = new RunningServer(data)) {
            RunningServer.Tenant agent = server.tenant("agent@example.com", "agent");
            agent.owner()
                    .patch("/api/v1/identity/organizations/" + agent.id() + "/settings", Map.of("retention_days", 10));
            Caller key = agent.key("telemetry:write", "telemetry:read");
            assertThat(key.post(
                                    "/events",
                                    Map.of(
                                            "event",
                                            Map.of(
                                                    "type", "content_retrieved",
                                                    "timestamp", Instant.now().toString(),
                                                    "source_role", "index",
                                                    "content_url", "https://site.example/a")))
                            .status())
                    .isEqualTo(201);
            assertThat(total(key)).isOne();
            credentials = key.headers();
        }
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(11));
        try (RunningServer server = new RunningServer(data, later)) {
            Caller key = new Caller(server.anyone().server(), credentials);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (total(key) != 0) {
                assertThat(Instant.now()).isBefore(deadline);
            }
        }
    }

    private static int total(Caller reader) {
        return reader.get("/agent/summary").json().get("total_events").asInt();
    }
}
