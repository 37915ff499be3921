package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.Scope;
import byline.store.StoredEvent;
import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import byline.wire.ContentUrls;
import byline.wire.Event;
import byline.wire.EventData;
import byline.wire.Json;
import byline.wire.Occurrences;
import byline.wire.Occurrences.Observed;
import byline.wire.Stage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Counting in the store agrees with counting by the format's own rules.
final class StagesTest {
    private static final List<String> URLS = List.of(
            "https://a.example/x",
            "HTTPS://A.Example:443/x#top",
            "https://a.example:8443/x",
            "http://a.example:443/x",
            "https://a.example",
            "https://a.example/",
            "https://a.example?q=1",
            "https://user@a.example/?q=1");
    private static final List<Stage> STAGES = List.of(Stage.values());
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private Random random = new Random(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithTheFormatsOwnCounting(long seed, @TempDir Path folder) {
        random = new Random(seed);
        List<Observed> observed = new ArrayList<>();
        for (int number = 0; number < 3_000; number++) {
            observed.add(observed());
        }
        Occurrences.Counts expected = Occurrences.count(observed);
        try (ReadServer server = new ReadServer(folder)) {
            Caller reader = server.reader(server.owner("a", "a.example"), Scope.TELEMETRY_READ);
            server.append(observed.stream().map(StagesTest::stored).toList());

            JsonNode answer = reader.get("/content-owners/stages").json();

            for (JsonNode item : answer.get("items")) {
                Stage stage = Stage.valueOf(item.get("stage").stringValue().toUpperCase(Locale.ROOT));
                Occurrences.Count count =
                        Objects.requireNonNull(expected.stages().get(stage));
                assertThat(item.get("events").longValue()).as(item.toString()).isEqualTo(count.events());
                assertThat(item.get("occurrences").longValue())
                        .as(item.toString())
                        .isEqualTo(count.occurrences());
                assertThat(item.get("corroborated").longValue())
                        .as(item.toString())
                        .isEqualTo(count.corroborated());
            }
            assertThat(answer.get("items")).hasSize(STAGES.size());
            assertThat(answer.get("uncorroborated_citations").longValue())
                    .isEqualTo(expected.uncorroboratedCitations())
                    .isPositive();
            assertThat(flags(reader)).isEqualTo(flags(observed)).containsValues(true, false);
        }
    }

    /// The flag of each citation, as a reader gets it.
    private static Map<String, Boolean> flags(Caller reader) {
        Map<String, Boolean> flags = new HashMap<>();
        for (JsonNode item : reader.get("/content-owners/events?limit=1000&event_type=content_cited")
                .json()
                .get("items")) {
            flags.put(
                    item.get("event_id").stringValue(),
                    item.get("uncorroborated").booleanValue());
        }
        return flags;
    }

    /// The same by the format's own rules: each citation alone with the groundings of all sessions.
    private static Map<String, Boolean> flags(List<Observed> observed) {
        List<Observed> groundings = observed.stream()
                .filter(one -> one.event().type().equals("content_grounded"))
                .toList();
        Map<String, Boolean> flags = new HashMap<>();
        for (Observed one : observed) {
            if (one.event().type().equals("content_cited")) {
                List<Observed> alone = new ArrayList<>(groundings);
                alone.add(one);
                flags.put(
                        Objects.requireNonNull(one.event().id()).toString(),
                        Occurrences.count(alone).uncorroboratedCitations() == 1);
            }
        }
        return flags;
    }

    @ParameterizedTest
    @CsvSource({"'',1", "event_type=content_cited,1", "since=2026-03-10T12:30:00Z,1", "until=2026-03-10T12:30:00Z,0"})
    void holdsACitationAgainstGroundingsThatAreNotAskedFor(String question, int uncorroborated, @TempDir Path folder) {
        UUID session = new UUID(4, 1);
        Sample grounding = Sample.of("content_grounded").session(session).url("https://a.example/x");
        Sample citation = Sample.of("content_cited").session(session).at("2026-03-10T13:00:00Z");
        try (ReadServer server = new ReadServer(folder)) {
            Caller reader = server.reader(server.owner("a", "a.example"), Scope.TELEMETRY_READ);
            server.append(List.of(
                    grounding.owner("org_a").event(),
                    citation.owner("org_a").url("https://a.example/x").event(),
                    citation.owner("org_a")
                            .id(UUID.randomUUID())
                            .url("https://a.example/y")
                            .event()));

            JsonNode answer = reader.get("/content-owners/stages?" + question).json();

            assertThat(answer.get("uncorroborated_citations").intValue()).isEqualTo(uncorroborated);
        }
    }

    private Observed observed() {
        Stage stage = STAGES.get(random.nextInt(STAGES.size()));
        String type = stage == Stage.PRESENTED && random.nextBoolean() ? "content_displayed" : stage.eventType();
        boolean engaged = stage == Stage.ENGAGED;
        String token = engaged && random.nextBoolean() ? "ct_token_number_" + random.nextInt(60) : null;
        boolean byDestination = token != null && random.nextBoolean();
        String url = maybe(URLS);
        EventData data = new EventData(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                maybe("session", "turn"),
                null,
                maybe("v1", "v2"),
                null,
                null);
        Event event = new Event(
                0,
                new UUID(random.nextLong(), random.nextLong()),
                type,
                NOON.plusSeconds(random.nextInt(1_000)),
                maybe("t1", "t2"),
                maybe("o1", "o2"),
                maybe("e1", "e2"),
                null,
                engaged && !byDestination ? new UUID(1, random.nextInt(50)) : null,
                byDestination ? null : token,
                maybe("edge", "origin", "agent"),
                random.nextBoolean() ? new UUID(2, random.nextInt(200)) : null,
                url,
                url == null || random.nextInt(3) == 0 ? "doi:" + random.nextInt(3) : null,
                null,
                null,
                data,
                Json.EMPTY_OBJECT,
                List.of(),
                List.of());
        return new Observed(new UUID(3, random.nextInt(30)), byDestination ? token : null, event);
    }

    private static StoredEvent stored(Observed observed) {
        Event event = observed.event();
        String host = event.contentUrl() == null
                ? null
                : ContentUrls.findHost(event.contentUrl()).orElse(null);
        return new StoredEvent(
                Objects.requireNonNull(event.id()),
                event.type(),
                event.timestamp(),
                new Stamp(NOON, "org_r", "org_a", null, null, null),
                new Content(event.contentUrl(), host, null, event.contentId(), null, null),
                new Links(
                        observed.sessionId(),
                        event.turnId(),
                        event.outputId(),
                        event.outputElementId(),
                        null,
                        event.presentationId(),
                        event.contentTelemetryId(),
                        event.ctxToken() == null ? observed.ctxToken() : event.ctxToken()),
                new Actor(event.sourceRole(), null, null, null, null, null, null, null, null, null, null, null),
                Visit.NONE,
                "{\"data\":{" + member("scope", event.data().scope(), ",")
                        + member("content_version", event.data().contentVersion(), ",") + "\"x\":1}}");
    }

    private static String member(String name, @Nullable String value, String after) {
        return value == null ? "" : "\"" + name + "\":\"" + value + "\"" + after;
    }

    private @Nullable String maybe(String... of) {
        return maybe(Arrays.asList(of));
    }

    private @Nullable String maybe(List<String> of) {
        int index = random.nextInt(of.size() + 1);
        return index == of.size() ? null : of.get(index);
    }
}
