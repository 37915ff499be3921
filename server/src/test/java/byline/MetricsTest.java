package byline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.RunningServer.Tenant;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final String TOKEN = "watch-0123456789";
    private static final int SENDERS = 8;
    private static final int ROUNDS = 25;
    private static final Instant NOW = Instant.parse("2026-09-02T11:00:00Z");
    private static final Clock NOON = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private RunningServer watched() {
        return new RunningServer(folder, NOON, Map.of(Setting.METRICS_TOKEN, TOKEN));
    }

    @Test
    void showsThemToWhoeverHasTheTokenAndToNobodyElse() {
        try (RunningServer server = watched()) {
            assertThat(server.anyone().get("/metrics").outcome()).isEqualTo("401 MISSING_KEY");
            assertThat(server.anyone().bearer("watch-012345678").get("/metrics").outcome())
                    .isEqualTo("401 INVALID_KEY");
            Answer answer = server.anyone().bearer(TOKEN).get("/metrics");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(server.anyone().bearer(TOKEN).post("/metrics").status()).isEqualTo(405);
        }
    }

    @Test
    void hasNoSuchPageWithoutAToken() {
        try (RunningServer server = new RunningServer(folder)) {
            assertThat(server.anyone().bearer("").get("/metrics").outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(server.anyone().bearer(TOKEN).get("/metrics").outcome()).isEqualTo("404 NOT_FOUND");
        }
    }

    @Test
    void refusesToStartWithATokenThatCanBeGuessed() {
        Config defaults = Config.defaults(folder);
        assertThatThrownBy(() -> defaults.with(Setting.METRICS_TOKEN, "short"))
                .isInstanceOf(Config.Refused.class)
                .hasMessageContaining("metrics.token");
    }

    /// Valid events, repeats, invalid ones refused whole or in part, hits and repeats of hits, from several at once.
    @Test
    void addsUpUnderAStorm() throws Exception {
        try (RunningServer server = watched()) {
            Tenant owner =
                    server.tenant("editor@bugle.example", "content_owner").owns("bugle.example");
            Caller agent = server.tenant("dev@oracle.example", "platform").key("telemetry:write");
            String siteKey = owner.site("bugle.example").text("key");
            AtomicLong received = new AtomicLong();
            AtomicLong hits = new AtomicLong();
            try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
                List<Future<?>> running = new ArrayList<>();
                for (int sender = 0; sender < SENDERS; sender++) {
                    running.add(senders.submit(() -> storm(server, agent, siteKey, received, hits)));
                }
                for (Future<?> done : running) {
                    done.get();
                }
            }
            String text = server.anyone().bearer(TOKEN).get("/metrics").text();
            assertAddsUp(text, "telemetry", received.get());
            assertAddsUp(text, "sites", hits.get());
            long stored = value(text, "byline_events_total{outcome=\"stored\",surface=\"telemetry\"}");
            assertThat(stored).isEqualTo(2L * SENDERS * ROUNDS);
            assertThat(value(text, "byline_events_total{outcome=\"quarantined\",surface=\"sites\"}"))
                    .isEqualTo((long) SENDERS * ROUNDS);
            assertThat(value(text, "byline_events_stripped_total")).isEqualTo(4L * SENDERS * ROUNDS);
            assertThat(value(text, "byline_commit_seconds_count")).isPositive();
            assertThat(value(text, "byline_keys_live")).isGreaterThanOrEqualTo(1);
            assertThat(value(text, "byline_http_requests_seconds_count{route=\"POST /events\",status=\"400\"}"))
                    .isEqualTo((long) SENDERS * ROUNDS);
            assertThat(text).contains("byline_log_backlog_bytes", "byline_pool_waiting{pool=\"identity\"}");
        }
    }

    @Test
    void namesNobodyAndNothingASenderChose() {
        try (RunningServer server = watched()) {
            Tenant owner =
                    server.tenant("editor@bugle.example", "content_owner").owns("bugle.example");
            Caller agent = server.tenant("dev@oracle.example", "platform").key("telemetry:write");
            agent.post("/events", batch(event(UUID.randomUUID(), "edge")));
            server.anyone().get("/made-up-path-of-somebody");
            server.anyone().send("BREW", "/events", null);
            String text = server.anyone().bearer(TOKEN).get("/metrics").text();
            assertThat(text)
                    .contains("route=\"404\"", "route=\"405\"", "route=\"POST /events\"")
                    .doesNotContain("bugle", "oracle", "made-up", "BREW", owner.id());
        }
    }

    private static void storm(
            RunningServer server, Caller agent, String siteKey, AtomicLong received, AtomicLong hits) {
        for (int round = 0; round < ROUNDS; round++) {
            String one = event(UUID.randomUUID(), "edge");
            String wrong = event(UUID.randomUUID(), "middle");
            accept(agent.post("/events", batch(one)), 201);
            accept(agent.post("/events", batch(one)), 201);
            accept(agent.post("/events", batch(event(UUID.randomUUID(), "edge"), wrong)), 400);
            accept(
                    agent.with("Prefer", "handling=lenient")
                            .post("/events", batch(one, event(UUID.randomUUID(), "index"), wrong)),
                    201);
            received.addAndGet(1 + 1 + 2 + 3);
            Map<String, Object> hit = view(siteKey);
            accept(server.anyone().post("/api/t", List.of(hit, hit, Map.of("k", siteKey, "t", "ufo"))), 202);
            accept(server.anyone().with("Origin", "https://evil.example").post("/api/t", view(siteKey)), 202);
            hits.addAndGet(3 + 1);
        }
    }

    private static Map<String, Object> view(String siteKey) {
        return Map.of(
                "k", siteKey, "t", "view", "p", "/", "i", UUID.randomUUID().toString());
    }

    private static void accept(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private static String batch(String... events) {
        return "{\"schema_version\":\"1.0\",\"events\":[" + String.join(",", events) + "]}";
    }

    private static String event(UUID id, String role) {
        return "{\"id\":\"" + id + "\",\"type\":\"content_retrieved\",\"timestamp\":\"" + NOW + "\",\"source_role\":\""
                + role + "\",\"content_url\":\"https://bugle.example/\",\"data\":{\"ip_hash\":\"x\"}}";
    }

    private static void assertAddsUp(String text, String surface, long sent) {
        long sum = 0;
        for (String outcome : List.of("stored", "duplicate", "rejected", "quarantined")) {
            sum += value(text, "byline_events_total{outcome=\"" + outcome + "\",surface=\"" + surface + "\"}");
        }
        assertThat(value(text, "byline_events_received_total{surface=\"" + surface + "\"}"))
                .isEqualTo(sum)
                .isEqualTo(sent);
    }

    private static long value(String text, String name) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + " ([0-9.E+]+)$").matcher(text);
        assertThat(line.find()).as(name + " in " + text).isTrue();
        return (long) Double.parseDouble(line.group(1));
    }
}
