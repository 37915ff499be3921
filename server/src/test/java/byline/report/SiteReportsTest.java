package byline.report;

import static byline.report.Sample.bot;
import static byline.report.Sample.conversion;
import static byline.report.Sample.referral;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import byline.store.StoredEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Site analytics; today is 2026-03-14.
final class SiteReportsTest {
    private static final String SITE = "/api/v1/sites/site_1";

    private ReadServer server;
    private Tenant owner;
    private Caller reader;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ReadServer(folder);
        owner = server.owner("bugle", "bugle.example");
        server.site(owner, "site_1", "bugle.example", "UTC");
        reader = server.reader(owner, Scope.ANALYTICS_READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsTheSitesWithWhatWasCountedThisMonth() {
        server.site(server.owner("planet"), "site_2", "planet.example", "UTC");
        server.append(
                bot("A").at("2026-03-01T00:00:00Z"),
                referral("chatgpt").at("2026-03-31T23:59:59Z"),
                Sample.of("byline.view").site("site_1"),
                bot("A").at("2026-02-28T23:59:59.999999Z"),
                bot("A").at("2026-04-01T00:00:00Z"),
                bot("A").quarantine("origin"),
                bot("A").site("site_2"));

        assertThat(reader.get("/api/v1/sites").text()).isEqualTo("""
                        {"sites":[{"id":"site_1","domain":"bugle.example","key":"ak_site_1","events_this_month":3,\
                        "created_at":"2024-01-15T10:30:00.000Z","last_event_at":"2026-03-31T23:59:59.000Z"}]}""");
        assertThat(server.reader(server.owner("new"), Scope.ANALYTICS_READ)
                        .get("/api/v1/sites")
                        .text())
                .isEqualTo("{\"sites\":[]}");
    }

    @Test
    void addsUpWhatHappenedOnASite() {
        server.append(
                bot("GPTBot").verdict("unknown"),
                bot("GPTBot").verdict("verified"),
                bot("ClaudeBot").verdict("not_verifiable"),
                bot(null),
                referral("chatgpt"),
                referral("chatgpt"),
                referral("claude"),
                conversion("signup", 9.5, "EUR"),
                conversion("signup", 0.5, "EUR"),
                conversion("signup", null, null),
                Sample.of("byline.view").site("site_1"),
                bot("GPTBot").quarantine("origin"),
                bot("GPTBot").site("site_2"));

        assertThat(reader.get(SITE + "/stats").text()).isEqualTo("""
                        {"period":{"start":"2026-03-07","end":"2026-03-14"},\
                        "totals":{"bot_visits":4,"referrals":3,"conversions":3},\
                        "verdicts":{"verified":1,"failed":0,"not_verifiable":1,"unknown":2},\
                        "bot_breakdown":[{"bot_name":"GPTBot","bot_company":"GPTBot Inc","purpose":"training","count":2,\
                        "verdicts":{"verified":1,"failed":0,"not_verifiable":0,"unknown":1}},\
                        {"bot_name":"ClaudeBot","bot_company":"ClaudeBot Inc","purpose":"training","count":1,\
                        "verdicts":{"verified":0,"failed":0,"not_verifiable":1,"unknown":0}},\
                        {"bot_name":"Unknown","bot_company":"Unknown","count":1,\
                        "verdicts":{"verified":0,"failed":0,"not_verifiable":0,"unknown":1}}],\
                        "referral_breakdown":[{"source":"chatgpt","count":2},{"source":"claude","count":1}],\
                        "conversion_breakdown":[{"event":"signup","count":2,"value":10.0,"currency":"EUR","attributed":[]},\
                        {"event":"signup","count":1,"attributed":[]}],\
                        "intake":{"received":12,"stored":11,"duplicates":0,"rejected":0,"quarantined":1},\
                        "intake_by_key":[\
                        {"received":12,"stored":11,"duplicates":0,"rejected":0,"quarantined":1}],\
                        "rejected_breakdown":[]}""");
    }

    @Test
    void countsAVerdictThatComesLaterOnceHoweverOftenItComes() {
        Sample visit = bot("GPTBot").verdict("unknown");
        Sample impostor = bot("GPTBot").verdict("unknown");
        Sample aside = bot("GPTBot").verdict("unknown").quarantine("origin");
        server.append(visit, impostor, aside, bot("GPTBot").verdict("unknown"));
        assertThat(verdicts("")).isEqualTo("{\"verified\":0,\"failed\":0,\"not_verifiable\":0,\"unknown\":3}");

        server.append(visit.later("verified"), visit.later("failed"), aside.later("verified"));
        server.append(visit.later("failed"), impostor.later("failed"), bot("B").later("verified"));

        String found = "{\"verified\":1,\"failed\":1,\"not_verifiable\":0,\"unknown\":1}";
        assertThat(verdicts("")).isEqualTo(found);
        assertThat(verdicts("?classification=now")).isEqualTo(found);
        JsonNode stats = reader.get(SITE + "/stats").json();
        assertThat(stats.at("/bot_breakdown/0/verdicts").toString()).isEqualTo(found);
        assertThat(stats.at("/totals/bot_visits").intValue()).isEqualTo(3);
        assertThat(reader.get(SITE + "/events").json().get("events"))
                .hasSize(3)
                .extracting(event -> event.get("verified").stringValue())
                .containsExactlyInAnyOrder("verified", "failed", "unknown");
        assertThat(reader.get("/api/v1/sites")
                        .json()
                        .at("/sites/0/events_this_month")
                        .intValue())
                .isEqualTo(3);
    }

    @Test
    void addsUpMoreNamesThanItTellsApart() {
        List<StoredEvent> visits = new ArrayList<>();
        for (int number = 0; number < 10_001; number++) {
            visits.add(bot("b" + number).verdict("verified").event());
            visits.add(referral("s" + number).event());
        }
        server.append(visits);

        JsonNode stats = reader.get(SITE + "/stats").json();
        assertThat(stats.get("bot_breakdown")).hasSize(10_000);
        assertThat(stats.get("referral_breakdown")).hasSize(10_000);
        assertThat(stats.get("totals").toString())
                .isEqualTo("{\"bot_visits\":10001,\"referrals\":10001,\"conversions\":0}");
        assertThat(stats.at("/verdicts/verified").intValue()).isEqualTo(10_001);
    }

    @Test
    void countsASitesBotVisitsAmongItsOwnersTelemetryToo() {
        server.append(bot("GPTBot").owner("org_bugle").url("https://bugle.example/a"));

        assertThat(server.reader(owner, Scope.TELEMETRY_READ)
                        .get("/content-owners/summary")
                        .json()
                        .get("total_events")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void countsWholeDaysOfTheSitesOwnCalendar() {
        server.site(owner, "site_b", "b.example", "America/New_York");
        server.append(
                bot("A").site("site_b").at("2026-03-07T04:59:59Z"),
                bot("A").site("site_b").at("2026-03-07T05:00:00Z"),
                bot("A").site("site_b").at("2026-03-08T04:59:59Z"),
                bot("A").site("site_b").at("2026-03-08T05:00:00Z"),
                bot("A").site("site_b").at("2026-03-09T03:59:59Z"),
                bot("A").site("site_b").at("2026-03-09T04:00:00Z"));
        String site = "/api/v1/sites/site_b";

        assertThat(visits(reader.get(site + "/stats?start=2026-03-07&end=2026-03-08")))
                .isEqualTo(4);
        assertThat(visits(reader.get(site + "/stats?start=2026-03-08&end=2026-03-08")))
                .isEqualTo(2);
        assertThat(reader.get(site + "/timeseries?start=2026-03-06&end=2026-03-09")
                        .text())
                .isEqualTo("""
                        {"granularity":"day","data":[\
                        {"date":"2026-03-06","bot_visits":1,"referrals":0,"conversions":0},\
                        {"date":"2026-03-07","bot_visits":2,"referrals":0,"conversions":0},\
                        {"date":"2026-03-08","bot_visits":2,"referrals":0,"conversions":0},\
                        {"date":"2026-03-09","bot_visits":1,"referrals":0,"conversions":0}]}""");
        JsonNode hours = reader.get(site + "/timeseries?granularity=hour&start=2026-03-08&end=2026-03-08")
                .json()
                .get("data");
        assertThat(hours).as("the clocks go forward").hasSize(23);
        assertThat(hours.get(0).get("date").stringValue()).isEqualTo("2026-03-08T05:00:00Z");
        assertThat(hours.get(22).get("bot_visits").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia"})
    void findsEachEventInTheDayItFellOn(String zone) {
        server.site(owner, "site_z", "z.example", zone);
        Instant at = Instant.parse("2026-03-30T00:07:00Z");
        for (int number = 0; number < 200; number++) {
            server.append(bot("A").site("site_z").at(at.plusSeconds(number * 3_607L)));
        }
        var expected = new java.util.TreeMap<String, Integer>();
        for (int number = 0; number < 200; number++) {
            expected.merge(
                    at.plusSeconds(number * 3_607L)
                            .atZone(java.time.ZoneId.of(zone))
                            .toLocalDate()
                            .toString(),
                    1,
                    Integer::sum);
        }

        JsonNode days = reader.get("/api/v1/sites/site_z/timeseries?start=2026-03-29&end=2026-04-08")
                .json()
                .get("data");

        assertThat(days).hasSize(11);
        days.forEach(day -> assertThat(day.get("bot_visits").intValue())
                .as(day.toString())
                .isEqualTo(expected.getOrDefault(day.get("date").stringValue(), 0)));
    }

    @Test
    void fillsHoursWithoutEventsWithZeros() {
        server.append(conversion("buy", 1.0, "EUR").at("2026-03-10T13:59:59Z"));

        JsonNode data = reader.get(SITE + "/timeseries?granularity=hour&start=2026-03-10&end=2026-03-10")
                .json()
                .get("data");

        assertThat(data).hasSize(24);
        assertThat(data.get(13).toString())
                .isEqualTo("{\"date\":\"2026-03-10T13:00:00Z\",\"bot_visits\":0,\"referrals\":0,\"conversions\":1}");
        assertThat(data.get(12).get("conversions").intValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stats", "/events", "/timeseries"})
    void answersEachStatusItCan(String report) {
        server.site(server.owner("planet"), "site_2", "planet.example", "UTC");
        String path = SITE + report;

        assertThat(reader.get(path).outcome()).isEqualTo("200");
        assertThat(server.anyone().get(path).outcome()).isEqualTo("401 MISSING_KEY");
        assertThat(server.anyone().with("Authorization", "Basic x").get(path).outcome())
                .isEqualTo("401 MISSING_KEY");
        assertThat(server.anyone().bearer("ak_site_1").get(path).outcome()).isEqualTo("401 INVALID_KEY");
        assertThat(server.anyone().bearer("byl_session_x").get(path).outcome()).isEqualTo("401 INVALID_KEY");
        assertThat(server.reader(owner, Scope.TELEMETRY_READ).get(path).outcome())
                .isEqualTo("403 MISSING_SCOPE");
        assertThat(reader.get("/api/v1/sites/site_9" + report).outcome()).isEqualTo("403 SITE_NOT_FOUND");
        assertThat(reader.get("/api/v1/sites/site_2" + report).text())
                .isEqualTo(reader.get("/api/v1/sites/site_9" + report).text());
        assertThat(reader.get("/api/v1/sites/" + report).outcome()).isEqualTo("400 MISSING_SITE_ID");
        assertThat(reader.get("/api/v1/sites" + report).outcome()).isEqualTo("400 MISSING_SITE_ID");
        for (String range : List.of(
                "start=2026-02-30",
                "start=2026-3-1",
                "end=tomorrow",
                "start=2026-03-02&end=2026-03-01",
                "start=2024-03-13&end=2026-03-14",
                "start=2026-03-15")) {
            assertThat(reader.get(path + "?" + range).outcome()).as(range).isEqualTo("400 INVALID_DATE_RANGE");
        }
        assertThat(reader.get(path + "?start=2024-03-14&end=2026-03-14").outcome())
                .isEqualTo("200");
        assertThat(reader.get(path + "?unknown=1").outcome()).isEqualTo("200");
    }

    @Test
    void refusesParametersItDoesNotKnowTheValueOf() {
        assertThat(reader.get(SITE + "/events?type=view").outcome()).isEqualTo("400 INVALID_PARAMETER");
        for (String limit : List.of("0", "1001", "-1", "many")) {
            assertThat(reader.get(SITE + "/events?limit=" + limit).outcome()).isEqualTo("400 INVALID_PARAMETER");
        }
        assertThat(reader.get(SITE + "/timeseries?granularity=minute").outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        assertThat(reader.get(SITE + "/nothing").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void showsAKeyForOneDomainNoOtherSite() {
        server.site(owner, "site_o", "other.example", "UTC");
        Caller bound = server.readerOf(owner, "bugle.example", Scope.ANALYTICS_READ);

        assertThat(bound.get("/api/v1/sites").json().get("sites")).hasSize(1);
        assertThat(bound.get("/api/v1/sites/site_o/stats").outcome()).isEqualTo("403 SITE_NOT_FOUND");
        assertThat(bound.get(SITE + "/stats").outcome()).isEqualTo("200");
    }

    private String verdicts(String query) {
        return reader.get(SITE + "/stats" + query).json().get("verdicts").toString();
    }

    private static int visits(Caller.Answer answer) {
        return answer.json().get("totals").get("bot_visits").intValue();
    }
}
