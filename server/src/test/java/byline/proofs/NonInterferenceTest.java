package byline.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.RunningServer.Tenant;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// An owner's answers are the same to the byte, headers and cursors included, whether or not another owner has traffic
/// in the same sessions. Everything goes in and out over HTTP, on two servers that began as one.
class NonInterferenceTest {
    private static final String OURS = "a.example";
    private static final String THEIRS = "b.example";
    private static final List<String> DOMAINS = List.of(OURS, THEIRS, "nobody.example");
    private static final List<String> READS = List.of(
            "/content-owners/summary",
            "/content-owners/summary?since=2026-09-02T10:10:00Z&until=2026-09-02T10:30:00Z",
            "/content-owners/summary?event_type=content_cited",
            "/content-owners/events",
            "/content-owners/events?limit=5&offset=3",
            "/content-owners/events?source_role=edge",
            "/content-owners/urls",
            "/content-owners/urls?limit=1",
            "/content-owners/timeseries",
            "/content-owners/timeseries?granularity=hour",
            "/content-owners/stages",
            "/content-owners/reconciliation",
            "/content-owners/conflicts",
            "/content-owners/claims",
            "/resolve?domain=" + OURS,
            "/agent/summary",
            "/agent/events",
            "/agent/unattributed");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void showsNothingOfAnotherOwnersTraffic(long seed, @TempDir Path folder) throws Exception {
        Map<String, String> keys = people(folder.resolve("both"));
        Folders.copy(folder.resolve("both"), folder.resolve("ours"));

        List<String> with = answers(folder.resolve("both"), keys, seed, domain -> true);
        List<String> without = answers(folder.resolve("ours"), keys, seed, domain -> !domain.equals(THEIRS));
        assertThat(with).hasSameSizeAs(without).isEqualTo(without);
        assertThat(String.join("", with)).doesNotContain(THEIRS);
    }

    /// Two owners and a platform that reports of both.
    private static Map<String, String> people(Path folder) throws Exception {
        Files.createDirectory(folder);
        try (RunningServer server = new RunningServer(folder, RoundTripTest.NOON)) {
            return Map.of(
                    "ours", key(server.tenant("us@" + OURS, "content_owner").owns(OURS)),
                    "theirs",
                            key(server.tenant("them@" + THEIRS, "content_owner").owns(THEIRS)),
                    "platform", key(server.tenant("dev@oracle.example", "platform")));
        }
    }

    private static String key(Tenant tenant) {
        return tenant.owner()
                .post(
                        "/api/v1/identity/api-keys",
                        Map.of("name", "test", "scopes", List.of("telemetry:write", "telemetry:read")))
                .text("key");
    }

    private static List<String> answers(Path folder, Map<String, String> keys, long seed, Predicate<String> sent)
            throws Exception {
        try (RunningServer server = new RunningServer(folder, RoundTripTest.NOON)) {
            RandomGenerator random = new SplittableRandom(seed);
            for (int number = 0; number < 25; number++) {
                deliver(caller(server, keys, "platform"), new RandomSession(random, DOMAINS), random, sent);
                edge(caller(server, keys, "ours"), OURS, random, sent);
                edge(caller(server, keys, "theirs"), THEIRS, random, sent);
            }
            return readAll(caller(server, keys, "ours"));
        }
    }

    private static Caller caller(RunningServer server, Map<String, String> keys, String who) {
        return server.anyone().bearer(String.valueOf(keys.get(who)));
    }

    /// The whole session, or batches, or events one by one; what is left out changes nothing about the rest.
    private static void deliver(
            Caller platform, RandomSession session, RandomGenerator random, Predicate<String> sent) {
        List<String> events = session.events(sent);
        int form = random.nextInt(3);
        if (form == 0) {
            accept(platform.post("/sessions/bulk", session.document(events)));
        } else if (form == 1 && !events.isEmpty()) {
            accept(platform.post("/events", session.batch(events)));
        } else {
            events.forEach(event -> accept(platform.post("/events", session.single(event))));
        }
    }

    /// A visit that an owner's own edge saw.
    private static void edge(Caller owner, String domain, RandomGenerator random, Predicate<String> sent) {
        String id = new java.util.UUID(random.nextLong(), random.nextLong()).toString();
        String event = "{\"id\":\"" + id + "\",\"type\":\"content_retrieved\",\"timestamp\":\"2026-09-02T10:20:00Z\","
                + "\"source_role\":\"edge\",\"content_url\":\"https://" + domain + "/p" + random.nextInt(3)
                + "\",\"data\":{\"bot_name\":\"GPTBot\"}}";
        if (sent.test(domain)) {
            accept(owner.post("/events", "{\"schema_version\":\"1.0\",\"events\":[" + event + "]}"));
        }
    }

    private static void accept(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static List<String> readAll(Caller reader) {
        List<String> answers = new ArrayList<>();
        for (String path : READS) {
            answers.add(told(path, reader.get(path)));
        }
        for (String form : List.of("text/csv", "application/x-ndjson")) {
            answers.add(told(form, reader.with("Accept", form).get("/content-owners/events")));
        }
        String cursor = "";
        do {
            Answer page = reader.get("/content-owners/events?limit=4" + cursor);
            answers.add(told("page", page));
            JsonNode next = page.json().get("next_cursor");
            cursor = next == null || next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());
        return answers;
    }

    private static String told(String path, Answer answer) {
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.remove("date");
        return path + " " + headers + " " + answer.text();
    }
}
