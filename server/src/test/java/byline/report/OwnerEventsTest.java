package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class OwnerEventsTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private ReadServer server;
    private Caller reader;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ReadServer(folder);
        Tenant owner = server.owner("bugle", "bugle.example");
        reader = server.reader(owner, Scope.TELEMETRY_READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void hasTheDocumentedShape() {
        server.append(
                Sample.of("content_engaged")
                        .id(new UUID(0, 1))
                        .owner("org_bugle")
                        .url("https://bugle.example/a")
                        .session(new UUID(0, 2))
                        .fetch(new UUID(0, 3))
                        .agent("chat", "chat.example")
                        .ctxToken("ct_0123456789abcdef")
                        .at("2026-03-10T12:00:00.123456Z")
                        .rest(
                                "{\"turn\":{\"a\":[1]},\"data\":{\"price\":1.10,\"big\":12345678901234567890,\"s\":\"\\u00e4\"},\"x\":1}"),
                Sample.retrieval("org_bugle", "https://bugle.example/b")
                        .id(new UUID(0, 4))
                        .bot("GPTBot", "training"));

        assertThat(reader.get("/content-owners/events").text()).isEqualTo("""
                        {"items":[{"event_id":"00000000-0000-0000-0000-000000000001",\
                        "session_id":"00000000-0000-0000-0000-000000000002","event_type":"content_engaged",\
                        "source_role":null,"content_telemetry_id":"00000000-0000-0000-0000-000000000003",\
                        "content_url":"https://bugle.example/a","content_id":null,\
                        "event_timestamp":"2026-03-10T12:00:00.123456Z",\
                        "event_data":{"price":1.10,"big":12345678901234567890,"s":"\\u00e4"},\
                        "platform_id":"chat","agent_id":"chat.example","bot_name":null,"purpose":null,\
                        "ctx_token":"ct_0123456789abcdef"},\
                        {"event_id":"00000000-0000-0000-0000-000000000004","session_id":null,\
                        "event_type":"content_retrieved","source_role":"edge","content_telemetry_id":null,\
                        "content_url":"https://bugle.example/b","content_id":null,\
                        "event_timestamp":"2026-03-10T12:00:00Z","event_data":{},"platform_id":null,\
                        "agent_id":null,"bot_name":"GPTBot","purpose":"training"}],\
                        "total":2,"limit":100,"offset":0,"next_cursor":null}""");
    }

    @Test
    void showsThePartOfTheListThatIsAskedFor() {
        append(0, 10);

        JsonNode page = reader.get("/content-owners/events?limit=3&offset=4").json();

        assertThat(ids(page)).containsExactly(5L, 4L, 3L);
        assertThat(page.get("total").intValue()).isEqualTo(10);
        assertThat(page.get("limit").intValue()).isEqualTo(3);
        assertThat(page.get("offset").intValue()).isEqualTo(4);
        assertThat(reader.get("/content-owners/events?offset=10").json().get("items"))
                .isEmpty();
    }

    @Test
    void showsEachEventOnceThroughCursorsWhileOthersArrive() {
        append(0, 10);
        List<Long> seen = new ArrayList<>();

        JsonNode page = reader.get("/content-owners/events?limit=4").json();
        seen.addAll(ids(page));
        append(100, 110);
        page = next(page);
        seen.addAll(ids(page));
        assertThat(page.get("offset").intValue()).isEqualTo(4);
        append(200, 205);
        page = next(page);
        seen.addAll(ids(page));

        assertThat(seen).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(page.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void showsEachEventOnceThoughManyHappenedAtTheSameTimeUnderTheSameId() {
        for (int reporter = 0; reporter < 7; reporter++) {
            server.append(Sample.retrieval("org_bugle", "https://bugle.example/" + reporter)
                    .id(new UUID(0, 1))
                    .reporter("org_" + reporter));
        }
        append(9, 10);
        List<String> seen = new ArrayList<>();

        JsonNode page = reader.get("/content-owners/events?limit=2").json();
        seen.addAll(urls(page));
        while (!page.get("next_cursor").isNull()) {
            page = next(page);
            seen.addAll(urls(page));
        }

        assertThat(seen).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void refusesACursorOfAnotherQuestionOrOneThatWasChanged() {
        append(0, 10);
        String cursor = cursor(reader.get("/content-owners/events?limit=4").json());
        Tenant other = server.owner("planet", "planet.example");
        String changed = (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1);

        assertThat(outcome("limit=5&cursor=" + cursor)).isEqualTo("200");
        assertThat(outcome("event_type=content_cited&cursor=" + cursor)).isEqualTo("400 INVALID_PARAMETER");
        assertThat(outcome("cursor=" + changed)).isEqualTo("400 INVALID_PARAMETER");
        assertThat(outcome("cursor=%20")).isEqualTo("400 INVALID_PARAMETER");
        assertThat(outcome("offset=4&cursor=" + cursor)).isEqualTo("400 INVALID_PARAMETER");
        assertThat(server.reader(other, Scope.TELEMETRY_READ)
                        .get("/content-owners/events?cursor=" + cursor)
                        .outcome())
                .isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void exportsEveryEventAsLinesOfJson() {
        append(0, 4_500);

        Caller.Answer answer = reader.with("Accept", "application/x-ndjson")
                .get("/content-owners/events?event_type=content_retrieved");

        assertThat(answer.header("content-type")).startsWith("application/x-ndjson");
        List<String> lines = answer.text().lines().toList();
        assertThat(lines).hasSize(4_500).doesNotHaveDuplicates();
        assertThat(lines.getFirst()).startsWith("{\"event_id\":").endsWith("}");
    }

    @Test
    void exportsATableThatNoSpreadsheetRuns() {
        server.append(Sample.retrieval("org_bugle", "https://bugle.example/a")
                .id(new UUID(0, 1))
                .bot("=1+1", "a \"b\", c")
                .rest("{\"data\":{\"k\":1}}"));

        Caller.Answer answer =
                reader.with("Accept", "text/html;q=0.1, text/csv").get("/content-owners/events");

        assertThat(answer.header("content-type")).startsWith("text/csv");
        assertThat(answer.text())
                .isEqualTo("event_id,session_id,event_type,source_role,content_telemetry_id,content_url,content_id,"
                        + "event_timestamp,platform_id,agent_id,bot_name,purpose,ctx_token,event_data,signed_by,"
                        + "uncorroborated\r\n"
                        + "00000000-0000-0000-0000-000000000001,,content_retrieved,edge,,https://bugle.example/a,,"
                        + "2026-03-10T12:00:00Z,,,'=1+1,\"a \"\"b\"\", c\",,\"{\"\"k\"\":1}\",,\r\n");
    }

    private void append(int from, int to) {
        server.append(IntStream.range(from, to)
                .mapToObj(number -> Sample.retrieval("org_bugle", "https://bugle.example/" + number)
                        .id(new UUID(0, number))
                        .at(NOON.plusSeconds(number))
                        .event())
                .toList());
    }

    private JsonNode next(JsonNode page) {
        return reader.get("/content-owners/events?limit=" + page.get("limit").intValue() + "&cursor=" + cursor(page))
                .json();
    }

    private static String cursor(JsonNode page) {
        return page.get("next_cursor").stringValue();
    }

    private String outcome(String query) {
        return reader.get("/content-owners/events?" + query).outcome();
    }

    private static List<Long> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> UUID.fromString(item.get("event_id").stringValue()).getLeastSignificantBits())
                .toList();
    }

    private static List<String> urls(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get("content_url").stringValue())
                .toList();
    }
}
