package byline.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AliasesTest {
    @Test
    void servesTheOldNameOfOwnerReadsUnderEachPrefix() {
        assertThat(Aliases.of("/content-owners/summary"))
                .containsExactly(
                        "/content-owners/summary",
                        "/publisher/summary",
                        "/v1/content-owners/summary",
                        "/v1/publisher/summary",
                        "/api/v1/telemetry/content-owners/summary",
                        "/api/v1/telemetry/publisher/summary");
    }

    @Test
    void servesSessionlessEventsAtTheEdgePath() {
        assertThat(Aliases.of("/events")).contains("/edge/events", "/v1/events", "/api/v1/telemetry/edge/events");
    }

    @Test
    void servesSessionsInTheSingular() {
        assertThat(Aliases.of("/sessions/start")).contains("/session/start", "/api/v1/telemetry/session/start");
    }

    @Test
    void knowsNoOtherNameForAnAgentsReads() {
        assertThat(Aliases.of("/agent/events"))
                .containsExactly("/agent/events", "/v1/agent/events", "/api/v1/telemetry/agent/events");
    }
}
