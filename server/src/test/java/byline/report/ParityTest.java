package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.OrganisationType;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import byline.store.StoredEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The figures that are read are those that plain Java counts from the same events.
final class ParityTest {
    private static final String QUERY = "since=2026-03-02T00:00:00.001Z&until=2026-03-09";
    private static final Instant SINCE = Instant.parse("2026-03-02T00:00:00.001Z");
    private static final Instant UNTIL = Instant.parse("2026-03-09T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithPlainJava(long seed, @TempDir Path folder) {
        RandomTraffic traffic = new RandomTraffic(seed);
        List<StoredEvent> events = traffic.events(2_000);
        Map<StoredEvent, List<String>> later = traffic.verdicts(events);
        try (ReadServer server = new ReadServer(folder)) {
            Tenant owner = server.owner("a", "a.example");
            Tenant reporter = server.tenant("r1", OrganisationType.AGENT);
            server.site(owner, "site_1", "a.example", "UTC");
            server.append(events);
            server.append(verdicts(later));
            Caller reader = server.reader(owner, Scope.TELEMETRY_READ, Scope.ANALYTICS_READ);

            checkOwner(reader, "", visible(events, event -> "org_a"
                    .equals(event.stamp().owner())));
            checkOwner(
                    reader,
                    "&bot=a1&domain=www.a.example",
                    visible(
                            events,
                            event -> "org_a".equals(event.stamp().owner())
                                    && "www.a.example".equals(event.content().host())
                                    && ("a1".equals(event.actor().botName())
                                            || "a1".equals(event.actor().agentId()))));
            checkReporter(
                    server.reader(reporter, Scope.TELEMETRY_READ),
                    within(events)
                            .filter(event -> "org_r1".equals(event.stamp().reporter()))
                            .toList());
            checkSite(
                    reader,
                    events.stream()
                            .filter(event -> event.stamp().quarantine() == null)
                            .filter(event -> "site_1".equals(event.stamp().site()))
                            .toList(),
                    later);
        }
    }

    private static void checkOwner(Caller reader, String filter, List<StoredEvent> seen) {
        JsonNode summary =
                reader.get("/content-owners/summary?" + QUERY + filter).json();
        checkSummary(summary, seen);
        for (JsonNode agent : summary.get("agents")) {
            List<StoredEvent> its = seen.stream()
                    .filter(event -> Objects.equals(event.actor().agentId(), text(agent, "agent_id")))
                    .filter(event -> Objects.equals(event.actor().platformId(), text(agent, "platform_id")))
                    .filter(event -> Objects.equals(event.actor().botName(), text(agent, "bot_name")))
                    .filter(event -> Objects.equals(event.actor().purpose(), text(agent, "purpose")))
                    .toList();
            assertThat(agent.get("event_count").intValue())
                    .isEqualTo(its.size())
                    .isPositive();
            assertThat(agent.get("session_count").longValue()).isEqualTo(sessions(its));
            assertThat(counts(agent.get("by_event_type"), "event_type", "count"))
                    .isEqualTo(count(its, StoredEvent::type));
            assertThat(counts(agent.get("by_source"), "source_role", "sessions"))
                    .isEqualTo(sessionsBySource(its));
        }
        assertThat(total(summary.get("agents"), "event_count")).isEqualTo(seen.size());
        checkUrls(
                reader.get("/content-owners/urls?limit=1000&" + QUERY + filter).json(), seen);
        checkSeries(reader.get("/content-owners/timeseries?" + QUERY + filter).json(), seen);
        checkReconciliation(
                reader.get("/content-owners/reconciliation?" + QUERY + filter).json(), seen);
        checkEvents(
                reader.get("/content-owners/events?limit=1000&" + QUERY + filter)
                        .json(),
                seen);
    }

    private static void checkReporter(Caller reader, List<StoredEvent> seen) {
        checkSummary(reader.get("/agent/summary?" + QUERY).json(), seen);
        checkSeries(reader.get("/agent/timeseries?" + QUERY).json(), seen);
        JsonNode domains = reader.get("/agent/domains?" + QUERY).json().get("items");
        Map<String, Long> hosts = count(seen, event -> event.content().host());
        hosts.remove("null");
        assertThat(counts(domains, "domain", "total_events")).isEqualTo(hosts);
    }

    private static void checkSummary(JsonNode summary, List<StoredEvent> seen) {
        assertThat(summary.get("total_events").intValue()).isEqualTo(seen.size());
        assertThat(summary.get("total_sessions").longValue()).isEqualTo(sessions(seen));
        assertThat(counts(summary.get("events_by_type"), "event_type", "count"))
                .isEqualTo(count(seen, StoredEvent::type));
        assertThat(counts(summary.get("events_by_source"), "source_role", "count"))
                .isEqualTo(count(seen, event -> event.actor().sourceRole()));
        assertThat(counts(summary.get("events_by_source"), "source_role", "sessions"))
                .isEqualTo(sessionsBySource(seen));
        Map<String, Long> statuses = count(seen, event -> event.actor().status());
        statuses.remove("null");
        assertThat(counts(summary.get("events_by_status"), "status", "count")).isEqualTo(statuses);
        assertThat(list(summary.get("events_by_type"), type -> type.get("count").longValue()))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static void checkUrls(JsonNode answer, List<StoredEvent> seen) {
        Map<String, List<StoredEvent>> byUrl = seen.stream()
                .filter(event -> event.content().url() != null)
                .collect(Collectors.groupingBy(
                        event -> Objects.requireNonNull(event.content().url())));
        assertThat(answer.get("total").intValue()).isEqualTo(byUrl.size());
        assertThat(answer.get("items")).hasSize(byUrl.size()).allSatisfy(item -> {
            List<StoredEvent> its =
                    Objects.requireNonNull(byUrl.get(item.get("content_url").stringValue()));
            assertThat(item.get("total_events").intValue()).isEqualTo(its.size());
            assertThat(item.get("unique_sessions").longValue()).isEqualTo(sessions(its));
            assertThat(counts(item.get("event_types"), "event_type", "count")).isEqualTo(count(its, StoredEvent::type));
            assertThat(item.get("last_seen").stringValue())
                    .isEqualTo(its.stream()
                            .map(StoredEvent::timestamp)
                            .max(Instant::compareTo)
                            .orElseThrow()
                            .toString());
        });
    }

    private static void checkSeries(JsonNode answer, List<StoredEvent> seen) {
        for (JsonNode day : answer.get("items")) {
            List<StoredEvent> its = seen.stream()
                    .filter(event -> event.timestamp()
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString()
                            .equals(day.get("date").stringValue()))
                    .toList();
            assertThat(day.get("retrieved").longValue()).isEqualTo(of(its, "content_retrieved"));
            assertThat(day.get("grounded").longValue()).isEqualTo(of(its, "content_grounded"));
            assertThat(day.get("cited").longValue()).isEqualTo(of(its, "content_cited"));
            assertThat(day.get("presented").longValue()).isEqualTo(of(its, "content_presented", "content_displayed"));
            assertThat(day.get("engaged").longValue()).isEqualTo(of(its, "content_engaged"));
        }
        assertThat(total(answer.get("items"), "cited")).isEqualTo(of(seen, "content_cited"));
    }

    private static void checkReconciliation(JsonNode answer, List<StoredEvent> seen) {
        JsonNode agents = answer.get("agents");
        long edge = seen.stream()
                .filter(event -> event.type().equals("content_retrieved"))
                .filter(event -> "edge".equals(event.actor().sourceRole())
                        || "origin".equals(event.actor().sourceRole()))
                .count();
        assertThat(total(agents, "edge_retrievals")).isEqualTo(edge);
        assertThat(total(agents, "self_reported_retrievals")).isEqualTo(of(seen, "content_retrieved") - edge);
        assertThat(total(agents, "cited")).isEqualTo(of(seen, "content_cited"));
    }

    private static void checkEvents(JsonNode answer, List<StoredEvent> seen) {
        assertThat(answer.get("total").intValue()).isEqualTo(seen.size());
        List<String> ids =
                list(answer.get("items"), item -> item.get("event_id").stringValue());
        assertThat(ids)
                .hasSameElementsAs(
                        seen.stream().map(event -> event.id().toString()).toList())
                .doesNotHaveDuplicates();
        assertThat(list(
                        answer.get("items"),
                        item -> Instant.parse(item.get("event_timestamp").stringValue())))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static void checkSite(Caller reader, List<StoredEvent> site, Map<StoredEvent, List<String>> later) {
        List<StoredEvent> seen = site.stream()
                .filter(event -> !event.timestamp().isBefore(Instant.parse("2026-03-02T00:00:00Z")))
                .filter(event -> event.timestamp().isBefore(Instant.parse("2026-03-09T00:00:00Z")))
                .toList();
        String query = "?start=2026-03-02&end=2026-03-08";
        JsonNode stats = reader.get("/api/v1/sites/site_1/stats" + query).json();
        JsonNode totals = stats.get("totals");
        assertThat(totals.get("bot_visits").longValue()).isEqualTo(of(seen, "content_retrieved"));
        assertThat(totals.get("referrals").longValue()).isEqualTo(of(seen, "byline.referral"));
        assertThat(totals.get("conversions").longValue()).isEqualTo(of(seen, "byline.conversion"));
        assertThat(counts(stats.get("referral_breakdown"), "source", "count"))
                .isEqualTo(count(
                        ofType(seen, "byline.referral"),
                        event -> event.visit().source() == null
                                ? "unknown"
                                : event.visit().source()));
        checkVerdicts(stats, ofType(seen, "content_retrieved"), later);
        JsonNode days =
                reader.get("/api/v1/sites/site_1/timeseries" + query).json().get("data");
        assertThat(days).hasSize(7);
        assertThat(total(days, "bot_visits")).isEqualTo(of(seen, "content_retrieved"));
        JsonNode hours = reader.get("/api/v1/sites/site_1/timeseries" + query + "&granularity=hour")
                .json()
                .get("data");
        assertThat(hours).hasSize(7 * 24);
        assertThat(total(hours, "referrals")).isEqualTo(of(seen, "byline.referral"));
        assertThat(reader.get("/api/v1/sites")
                        .json()
                        .get("sites")
                        .get(0)
                        .get("events_this_month")
                        .intValue())
                .isEqualTo(site.size());
    }

    private static List<StoredEvent> verdicts(Map<StoredEvent, List<String>> later) {
        return later.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(found -> Sample.verdictOn(entry.getKey(), found).event()))
                .toList();
    }

    private static void checkVerdicts(JsonNode stats, List<StoredEvent> visits, Map<StoredEvent, List<String>> later) {
        assertThat(verdicts(stats)).isEqualTo(verdicts(visits, later));
        assertThat(total(stats.get("bot_breakdown"), "count")).isEqualTo(visits.size());
        for (JsonNode bot : stats.get("bot_breakdown")) {
            List<StoredEvent> its = visits.stream()
                    .filter(visit -> Objects.requireNonNullElse(visit.actor().botName(), "Unknown")
                            .equals(bot.get("bot_name").stringValue()))
                    .toList();
            assertThat(verdicts(bot)).isEqualTo(verdicts(its, later));
        }
    }

    /// The verdicts there are, with how many visits have which.
    private static Map<String, Long> verdicts(JsonNode figures) {
        Map<String, Long> verdicts = new TreeMap<>();
        figures.get("verdicts").forEachEntry((verdict, count) -> verdicts.put(verdict, count.longValue()));
        verdicts.values().removeIf(count -> count == 0);
        return verdicts;
    }

    /// The first that came later counts, else the one a visit was stored with.
    private static Map<String, Long> verdicts(List<StoredEvent> visits, Map<StoredEvent, List<String>> later) {
        return count(
                visits,
                visit -> later.containsKey(visit)
                        ? later.get(visit).getFirst()
                        : Objects.requireNonNullElse(visit.actor().verified(), "unknown"));
    }

    private static List<StoredEvent> ofType(List<StoredEvent> events, String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    private static Stream<StoredEvent> within(List<StoredEvent> events) {
        return events.stream()
                .filter(event -> event.stamp().quarantine() == null)
                .filter(event -> !event.type().startsWith("byline."))
                .filter(event ->
                        !event.timestamp().isBefore(SINCE) && !event.timestamp().isAfter(UNTIL));
    }

    private static List<StoredEvent> visible(List<StoredEvent> events, Predicate<StoredEvent> filter) {
        return within(events)
                .filter(event -> event.stamp().conflict() == null)
                .filter(filter)
                .toList();
    }

    private static long of(List<StoredEvent> events, String... types) {
        return events.stream()
                .filter(event -> Arrays.asList(types).contains(event.type()))
                .count();
    }

    private static long sessions(List<StoredEvent> events) {
        return events.stream()
                .filter(event -> event.links().sessionId() != null)
                .map(event -> event.stamp().reporter() + event.links().sessionId())
                .distinct()
                .count();
    }

    private static Map<String, Long> sessionsBySource(List<StoredEvent> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        event -> String.valueOf(event.actor().sourceRole()),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), ParityTest::sessions)));
    }

    private static Map<String, Long> count(List<StoredEvent> events, Function<StoredEvent, @Nullable Object> name) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        event -> String.valueOf(name.apply(event)), TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> counts(JsonNode list, String name, String figure) {
        Map<String, Long> counts = new TreeMap<>();
        list.forEach(item -> counts.put(
                item.get(name).isNull() ? "null" : item.get(name).asString(),
                item.get(figure).longValue()));
        return counts;
    }

    private static long total(JsonNode list, String figure) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToLong(item -> item.get(figure).longValue())
                .sum();
    }

    private static <T> List<T> list(JsonNode list, Function<JsonNode, T> shape) {
        return StreamSupport.stream(list.spliterator(), false).map(shape).toList();
    }

    private static @Nullable String text(JsonNode item, String name) {
        return item.get(name).isNull() ? null : item.get(name).stringValue();
    }
}
