package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.OrganisationType;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Addresses, time series and reconciliation of owners; and what reporters read of their own.
final class TelemetryReportsTest {
    private ReadServer server;
    private Tenant platform;
    private Caller owner;
    private Caller reporter;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ReadServer(folder);
        owner = server.reader(server.owner("bugle", "bugle.example"), Scope.TELEMETRY_READ);
        platform = server.tenant("chat", OrganisationType.PLATFORM);
        reporter = server.reader(platform, Scope.TELEMETRY_READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsAddressesMostEventsFirst() {
        UUID session = UUID.randomUUID();
        server.append(
                said("content_cited", session).url("https://bugle.example/b").at("2026-03-10T12:00:00Z"),
                said("content_cited", session).url("https://bugle.example/a").at("2026-03-10T13:00:00Z"),
                said("content_grounded", session).url("https://bugle.example/a").at("2026-03-10T11:00:00Z"),
                said("content_cited", UUID.randomUUID()).url("https://bugle.example/a"),
                said("turn_started", session));

        assertThat(owner.get("/content-owners/urls").text()).isEqualTo("""
                        {"items":[{"content_url":"https://bugle.example/a","total_events":3,"unique_sessions":2,\
                        "event_types":[{"event_type":"content_cited","count":2},\
                        {"event_type":"content_grounded","count":1}],"last_seen":"2026-03-10T13:00:00Z"},\
                        {"content_url":"https://bugle.example/b","total_events":1,"unique_sessions":1,\
                        "event_types":[{"event_type":"content_cited","count":1}],\
                        "last_seen":"2026-03-10T12:00:00Z"}],"total":2,"limit":100,"offset":0}""");
        assertThat(owner.get("/content-owners/urls?limit=1&offset=1").text())
                .startsWith("{\"items\":[{\"content_url\":\"https://bugle.example/b\"")
                .endsWith("\"total\":2,\"limit\":1,\"offset\":1}");
        assertThat(owner.get("/content-owners/urls?offset=7").text())
                .isEqualTo("{\"items\":[],\"total\":2,\"limit\":100,\"offset\":7}");
    }

    @Test
    void leavesNoDayOutOfATimeSeries() {
        server.append(
                said("content_retrieved", null).at("2026-03-10T23:59:59.999999Z"),
                said("content_displayed", null).at("2026-03-12T00:00:00Z"),
                said("content_presented", null).at("2026-03-12T00:00:00Z"),
                said("content_engaged", null).at("2026-03-12T12:00:00Z"),
                said("turn_started", null).at("2026-03-12T12:00:00Z"));

        assertThat(owner.get("/content-owners/timeseries").text()).isEqualTo("""
                        {"items":[{"date":"2026-03-10","retrieved":1,"grounded":0,"cited":0,"presented":0,\
                        "displayed":0,"engaged":0},\
                        {"date":"2026-03-11","retrieved":0,"grounded":0,"cited":0,"presented":0,\
                        "displayed":0,"engaged":0},\
                        {"date":"2026-03-12","retrieved":0,"grounded":0,"cited":0,"presented":2,\
                        "displayed":2,"engaged":1}]}""");
        assertThat(owner.get("/content-owners/timeseries?granularity=hour&since=2026-03-12")
                        .json()
                        .get("items"))
                .hasSize(13)
                .first()
                .extracting(step -> step.get("date").stringValue())
                .isEqualTo("2026-03-12T00:00:00Z");
    }

    @Test
    void refusesATimeSeriesOfTooManySteps() {
        server.append(
                said("content_cited", null).at("2001-01-01T00:00:00Z"),
                said("content_cited", null).at("2026-03-12T00:00:00Z"));

        assertThat(owner.get("/content-owners/timeseries?granularity=hour").outcome())
                .isEqualTo("400 INVALID_DATE_RANGE");
        assertThat(owner.get("/content-owners/timeseries?granularity=year").outcome())
                .isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void tiesWhatTheEdgeSawToWhatTheAgentSaysOfItself() {
        UUID fetch = UUID.randomUUID();
        UUID session = UUID.randomUUID();
        server.append(
                Sample.retrieval("org_bugle", "https://bugle.example/a")
                        .bot("ChatBot", "inference")
                        .fetch(fetch),
                Sample.retrieval("org_bugle", "https://bugle.example/b").bot("ChatBot", "inference"),
                Sample.retrieval("org_bugle", "https://bugle.example/c").bot("OtherBot", "training"),
                said("content_retrieved", session)
                        .url("https://bugle.example/a")
                        .source("agent")
                        .fetch(fetch),
                said("content_cited", session).url("https://bugle.example/a"));

        Caller.Answer answer = owner.get("/content-owners/reconciliation?since=2026-03-01");

        assertThat(answer.json().get("period_start").stringValue()).isEqualTo("2026-03-01T00:00:00.000Z");
        assertThat(answer.json().get("agents").toString()).isEqualTo("""
                        [{"identity":"chat.example","edge_retrievals":2,"self_reported_retrievals":1,\
                        "self_report_ratio":0.5,"corroborated_retrievals":1,"sessions_reporting":1,"grounded":0,\
                        "cited":1,"presented":0,"engaged":0,\
                        "agent_attested":{"grounded":0,"cited":1,"presented":0,"displayed":0,"engaged":0}},\
                        {"identity":"OtherBot","edge_retrievals":1,"self_reported_retrievals":0,\
                        "self_report_ratio":0.0,"corroborated_retrievals":0,"sessions_reporting":0,"grounded":0,\
                        "cited":0,"presented":0,"engaged":0,\
                        "agent_attested":{"grounded":0,"cited":0,"presented":0,"displayed":0,"engaged":0}}]""");
    }

    @Test
    void givesAFetchToTheOneAgentThatReportsItUnderItsId() {
        List<UUID> fetches = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        server.append(
                seen(fetches.get(0)),
                seen(fetches.get(1)).bot("ChatBot", "inference"),
                seen(fetches.get(2)).bot("SharedBot", "inference"),
                seen(UUID.randomUUID()),
                fetched(fetches.get(0)),
                fetched(fetches.get(1)),
                fetched(fetches.get(2)),
                fetched(fetches.get(2)).reporter("org_other").agent("other", "other.example"));

        assertThat(retrievals())
                .containsExactlyInAnyOrder("chat.example 2 3", "other.example 0 1", "SharedBot 1 0", "null 1 0");
    }

    private static Sample seen(UUID fetch) {
        return Sample.retrieval("org_bugle", "https://bugle.example/a").fetch(fetch);
    }

    private static Sample fetched(UUID fetch) {
        return said("content_retrieved", UUID.randomUUID())
                .url("https://bugle.example/a")
                .source("agent")
                .fetch(fetch);
    }

    /// Each agent with what was seen of it and what it says.
    private List<String> retrievals() {
        return owner.get("/content-owners/reconciliation")
                .json()
                .get("agents")
                .valueStream()
                .map(agent -> agent.get("identity").asString("null") + " "
                        + agent.get("edge_retrievals").longValue() + " "
                        + agent.get("self_reported_retrievals").longValue())
                .toList();
    }

    @Test
    void showsAReporterWhatItReportedWhoseverItIs() {
        UUID session = UUID.randomUUID();
        server.append(
                said("content_cited", session).url("https://bugle.example/a"),
                said("content_cited", session).url("https://planet.example/").owner(null),
                said("content_cited", session).url("https://planet.example/").conflict("org_planet"),
                said("content_cited", session)
                        .url("https://bugle.example/b")
                        .reporter("org_somebody")
                        .owner("org_bugle"),
                said("content_cited", session).url("https://bugle.example/b").quarantine("odd"));

        var summary = reporter.get("/agent/summary").json();
        assertThat(summary.get("organization_id").stringValue()).isEqualTo("org_chat");
        assertThat(summary.get("total_events").intValue()).isEqualTo(3);
        assertThat(summary.get("total_sessions").intValue()).isEqualTo(1);
        assertThat(summary.get("domains").toString()).isEqualTo("""
                        [{"domain":"planet.example","event_count":2,"session_count":1},\
                        {"domain":"bugle.example","event_count":1,"session_count":1}]""");
        assertThat(reporter.get("/agent/events").json().get("total").intValue()).isEqualTo(3);
        assertThat(reporter.get("/agent/events?domain=planet.example")
                        .json()
                        .get("total")
                        .intValue())
                .isEqualTo(2);
        assertThat(reporter.get("/agent/timeseries").json().get("items")).hasSize(1);
        assertThat(reporter.get("/v1/agent/domains").text()).isEqualTo("""
                        {"items":[{"domain":"planet.example","total_events":2,"unique_sessions":1,\
                        "event_types":[{"event_type":"content_cited","count":2}],\
                        "last_seen":"2026-03-10T12:00:00Z"},\
                        {"domain":"bugle.example","total_events":1,"unique_sessions":1,\
                        "event_types":[{"event_type":"content_cited","count":1}],\
                        "last_seen":"2026-03-10T12:00:00Z"}],"total":2,"limit":100,"offset":0}""");
        assertThat(reporter.with("Accept", "text/csv")
                        .get("/agent/events")
                        .text()
                        .lines())
                .hasSize(4);
    }

    private static Sample said(String type, @org.jspecify.annotations.Nullable UUID session) {
        return Sample.of(type)
                .owner("org_bugle")
                .reporter("org_chat")
                .session(session)
                .agent("chat", "chat.example");
    }
}
