package byline;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer.Tenant;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server whose organisations are on the plan `free` unless its operator decides otherwise.
class PlanTest {
    private static final String IDENTITY = "/api/v1/identity";
    private static final String SITES = "/api/v1/sites";

    @TempDir
    Path folder;

    final TestClock clock = new TestClock();
    RunningServer server;
    Tenant bugle;

    @BeforeEach
    void start() {
        server = new RunningServer(folder, clock, Map.of(Setting.PLAN, "free", Setting.FREE_EVENTS, "5"));
        bugle = server.tenant("jonah@bugle.example", "content_owner").owns("bugle.example");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer choose(String plan) {
        return server.operator()
                .patch(IDENTITY + "/operator/organizations/" + bugle.id() + "/plan", Map.of("plan", plan));
    }

    private Answer plan() {
        return bugle.owner().get(IDENTITY + "/organizations/" + bugle.id() + "/plan");
    }

    private Answer mint() {
        return bugle.owner().post(IDENTITY + "/api-keys", Map.of("name", "x", "scopes", List.of("telemetry:read")));
    }

    private Answer send(Caller key, List<UUID> ids) {
        return key.post(
                "/events",
                Map.of(
                        "document_type",
                        "event_batch",
                        "schema_version",
                        "1.0",
                        "events",
                        ids.stream()
                                .map(id -> Map.of(
                                        "id",
                                        id,
                                        "type",
                                        "content_retrieved",
                                        "timestamp",
                                        clock.instant().toString(),
                                        "source_role",
                                        "origin",
                                        "content_url",
                                        "https://bugle.example/" + id))
                                .toList()));
    }

    private static List<UUID> ids(int many) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            ids.add(UUID.randomUUID());
        }
        return ids;
    }

    @Test
    void includesSoManyKeysAlsoWhenTheyAreMadeAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> mint = () -> mint().outcome();
            List<String> outcomes = new ArrayList<>();
            for (var made : threads.invokeAll(List.of(mint, mint, mint, mint, mint, mint))) {
                outcomes.add(made.get());
            }
            assertThat(outcomes).containsOnly("201", "403 PLAN_REQUIRED");
            assertThat(outcomes).filteredOn("201"::equals).hasSize(3);
        }
        var keys = bugle.owner().get(IDENTITY + "/api-keys").json().get("items");
        String path = IDENTITY + "/api-keys/" + keys.get(0).get("id").stringValue();
        assertThat(bugle.owner()
                        .post(path + "/rotate", Map.of("overlap_seconds", 60))
                        .status())
                .isEqualTo(201);
        bugle.owner().post(path + "/revoke");
        assertThat(mint().outcome()).isEqualTo("403 PLAN_REQUIRED");
        bugle.owner().post(IDENTITY + "/api-keys/" + keys.get(1).get("id").stringValue() + "/revoke");
        assertThat(mint().status()).isEqualTo(201);
        assertThat(bugle.owner().post(IDENTITY + "/session/api-key").status()).isEqualTo(201);
    }

    @Test
    void includesSoManySites() {
        for (int i = 0; i < 3; i++) {
            assertThat(bugle.site("s" + i + ".example").status()).isEqualTo(201);
        }
        assertThat(bugle.site("s4.example").outcome()).isEqualTo("403 PLAN_REQUIRED");
        choose("pro");
        assertThat(bugle.site("s4.example").status()).isEqualTo(201);
    }

    @Test
    void includesSoManyRequestsAMinuteOfEachKey() {
        Caller key = bugle.key("analytics:read", "telemetry:read");
        Caller other = bugle.key("analytics:read");
        for (int i = 0; i < 59; i++) {
            assertThat(key.get(SITES).status()).isEqualTo(200);
        }
        Answer last = key.get("/content-owners/urls");
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.header("x-ratelimit-limit")).isEqualTo("60");
        assertThat(last.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(key.get(SITES).outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(other.get(SITES).status()).isEqualTo(200);
        choose("pro");
        assertThat(key.get(SITES).header("x-ratelimit-limit")).isEqualTo("600");
    }

    @Test
    void includesTimeSeriesByTheHourOrNot() {
        String site = bugle.site("bugle.example").text("id");
        Caller key = bugle.key("analytics:read");
        String hourly = SITES + "/" + site + "/timeseries?granularity=hour";
        assertThat(key.get(SITES + "/" + site + "/timeseries").status()).isEqualTo(200);
        assertThat(key.get(hourly).outcome()).isEqualTo("403 PLAN_REQUIRED");
        choose("pro");
        assertThat(key.get(hourly).status()).isEqualTo(200);
    }

    @Test
    void storesNothingPastTheEventsOfTheMonthAndSaysSo() {
        Caller key = bugle.key("telemetry:write");
        List<UUID> three = ids(3);
        assertThat(send(key, three).status()).isEqualTo(201);
        Answer tooMany = send(key, ids(3));
        assertThat(tooMany.outcome()).isEqualTo("403 PLAN_REQUIRED");
        assertThat(tooMany.json().get("events_used").intValue()).isEqualTo(3);
        assertThat(send(key, ids(2)).status()).isEqualTo(201);
        assertThat(send(key, ids(1)).outcome()).isEqualTo("403 PLAN_REQUIRED");
        Answer plan = plan();
        assertThat(plan.json().get("used").get("events_this_month").intValue()).isEqualTo(5);
        assertThat(plan.json().get("used").get("events_refused_this_month").intValue())
                .isEqualTo(4);
        clock.advance(Duration.ofDays(31));
        assertThat(send(key, ids(5)).status()).isEqualTo(201);
    }

    @Test
    void importsNothingPastTheEventsOfTheMonthEither() {
        String path = SITES + "/" + bugle.site("bugle.example").text("id") + "/requests";
        Caller key = bugle.key("telemetry:write");
        assertThat(key.post(path, visits(0, 2)).status()).isEqualTo(202);
        assertThat(key.post(path, visits(0, 2)).status()).isEqualTo(202);
        assertThat(key.post(path, visits(2, 6)).outcome()).isEqualTo("403 PLAN_REQUIRED");
        assertThat(plan().json().get("used").get("events_this_month").intValue())
                .isEqualTo(2);
    }

    private List<Map<String, String>> visits(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> Map.of(
                        "i",
                        UUID.nameUUIDFromBytes(new byte[] {(byte) number}).toString(),
                        "at",
                        clock.instant().toString(),
                        "p",
                        "/" + number,
                        "ua",
                        "GPTBot/1.2"))
                .toList();
    }

    @Test
    void aRepeatTakesNoRoom() {
        Caller key = bugle.key("telemetry:write");
        List<UUID> two = ids(2);
        for (int i = 0; i < 4; i++) {
            assertThat(send(key, two).status()).isEqualTo(201);
        }
        assertThat(plan().json().get("used").get("events_this_month").intValue())
                .isEqualTo(2);
    }

    @Test
    void neverStoresMoreThanThatHoweverManyComeAtOnce() throws Exception {
        Caller key = bugle.key("telemetry:write", "telemetry:read");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> sending = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sending.add(() -> send(key, ids(1)).status());
            }
            List<Integer> statuses = new ArrayList<>();
            for (var sent : threads.invokeAll(sending)) {
                statuses.add(sent.get());
            }
            assertThat(statuses).containsOnly(201, 403);
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(5);
        }
        assertThat(key.get("/content-owners/summary").json().get("total_events").intValue())
                .isEqualTo(5);
    }

    @Test
    void countsHitsOfItsSitesToo() {
        var site = bugle.site("bugle.example");
        Map<String, String> hit = Map.of("k", site.text("key"), "t", "bot", "p", "/", "ua", "GPTBot/1.0");
        for (int i = 0; i < 5; i++) {
            assertThat(server.anyone().post("/api/t", hit).status()).isEqualTo(202);
        }
        Answer beyond = server.anyone().post("/api/t", hit);
        assertThat(beyond.outcome()).isEqualTo("403 PLAN_REQUIRED");
        assertThat(beyond.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(send(bugle.key("telemetry:write"), ids(1)).outcome()).isEqualTo("403 PLAN_REQUIRED");
    }

    @Test
    void isChosenByAnOperatorAloneAndWrittenDown() {
        String path = IDENTITY + "/operator/organizations/" + bugle.id() + "/plan";
        assertThat(bugle.owner().patch(path, Map.of("plan", "pro")).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(choose("gold").outcome()).isEqualTo("400 INVALID_PARAMETER");
        Answer chosen = choose("pro");
        assertThat(chosen.text("plan")).isEqualTo("pro");
        assertThat(chosen.json().get("sites").isNull()).isTrue();
        assertThat(server.operator().get(path).text("plan")).isEqualTo("pro");
        assertThat(server.operator()
                        .get(IDENTITY + "/operator/organizations/org_x/plan")
                        .outcome())
                .isEqualTo("404 NOT_FOUND");
        var entry =
                bugle.owner().get(IDENTITY + "/audit-log").json().get("items").get(0);
        assertThat(entry.get("action").stringValue()).isEqualTo("organization.plan_changed");
        assertThat(entry.get("before").get("plan").stringValue()).isEqualTo("free");
        assertThat(entry.get("after").get("plan").stringValue()).isEqualTo("pro");
    }

    @Test
    void remembersPlanAndCountsAfterARestart() {
        Caller key = bugle.key("telemetry:write");
        send(key, ids(4));
        choose("pro");
        server.close();
        server = new RunningServer(folder, clock, Map.of(Setting.PLAN, "free"));
        Answer plan = server.operator().get(IDENTITY + "/operator/organizations/" + bugle.id() + "/plan");
        assertThat(plan.text("plan")).isEqualTo("pro");
        assertThat(plan.json().get("used").get("events_this_month").intValue()).isEqualTo(4);
    }

    @Test
    void everyAnswerOfTheAnalyticsSaysHowItsCallerStands() {
        String site = bugle.site("bugle.example").text("id");
        Caller key = bugle.key("analytics:read");
        Caller without = bugle.key("telemetry:read");
        List<Answer> answers = List.of(
                key.get(SITES),
                key.get(SITES + "/" + site + "/stats"),
                key.get(SITES + "/" + site + "/stats?start=x"),
                server.anyone().get(SITES),
                server.anyone().bearer("oat_pub_x").get(SITES),
                without.get(SITES),
                key.get(SITES + "/site_unknown/stats"),
                key.get(SITES + "/" + site + "/nothing"),
                key.post(SITES),
                key.delete(SITES + "/" + site + "/stats"),
                server.anyone().send("PUT", SITES, null));
        assertThat(answers)
                .extracting(Answer::status)
                .containsExactly(200, 200, 400, 401, 401, 403, 403, 404, 405, 405, 405);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.header("x-ratelimit-limit")).isNotEmpty();
            assertThat(answer.header("x-ratelimit-remaining")).isNotEmpty();
            assertThat(answer.header("x-ratelimit-reset")).isEqualTo("1773480420");
        });
        assertThat(answers.get(8).header("x-ratelimit-remaining"))
                .isEqualTo(answers.get(7).header("x-ratelimit-remaining"));
    }
}
