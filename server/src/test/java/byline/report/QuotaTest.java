package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often a key may read site analytics; it is 09:26:53.589.
final class QuotaTest {
    private ReadServer server;
    private Tenant owner;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ReadServer(folder);
        owner = server.owner("bugle", "bugle.example");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysHowAKeyStandsOnEveryAnswer() {
        Caller reader = server.reader(owner, Scope.ANALYTICS_READ);

        List<Caller.Answer> answers = List.of(
                reader.get("/api/v1/sites"),
                reader.get("/api/v1/sites/site_9/stats"),
                reader.get("/api/v1/sites//stats"),
                reader.get("/api/v1/sites/site_9/nothing"));

        assertThat(answers)
                .extracting(answer -> answer.header("x-ratelimit-limit"))
                .containsOnly("600");
        assertThat(answers)
                .extracting(answer -> answer.header("x-ratelimit-remaining"))
                .containsExactly("599", "598", "597", "596");
        assertThat(answers)
                .extracting(answer -> answer.header("x-ratelimit-reset"))
                .containsOnly("1773480420");
    }

    @Test
    void saysTheCommonLimitToWhoeverHasNoKey() {
        Caller.Answer refused = server.anyone().get("/api/v1/sites");

        assertThat(refused.outcome()).isEqualTo("401 MISSING_KEY");
        assertThat(refused.header("x-ratelimit-limit")).isEqualTo("600");
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("600");
        assertThat(refused.header("x-ratelimit-reset")).isEqualTo("1773480420");
        assertThat(server.reader(owner, Scope.TELEMETRY_READ)
                        .get("/api/v1/sites")
                        .header("x-ratelimit-limit"))
                .isEqualTo("600");
    }

    @Test
    void refusesOneRequestTooManyUntilTheNextMinute() {
        Caller slow = server.slowReader(owner, 2);
        Caller other = server.slowReader(owner, 2);
        slow.get("/api/v1/sites");
        slow.get("/api/v1/sites/site_9/stats");

        Caller.Answer refused = slow.get("/api/v1/sites");

        assertThat(refused.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(refused.json().get("retry_after").intValue()).isEqualTo(7);
        assertThat(refused.header("retry-after")).isEqualTo("7");
        assertThat(refused.header("x-ratelimit-limit")).isEqualTo("2");
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(other.get("/api/v1/sites").outcome()).isEqualTo("200");
        server.clock().advance(Duration.ofSeconds(7));
        assertThat(slow.get("/api/v1/sites").outcome()).isEqualTo("200");
    }
}
