package byline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyTest {
    private static final String SECRET = "howdoileavemyhusband";

    @TempDir
    Path folder;

    private static String turn(int number, String level) {
        return """
            {"id":"%s","type":"turn_completed","timestamp":"2026-09-02T10:15:30Z","turn":{%s\
            "query_text":"%s","response_text":"%s","query_intent":"advice%s","topics":["top%s"],"query_tokens":12}}\
            """.formatted(Bodies.id(number), level, SECRET, SECRET, SECRET, SECRET);
    }

    private static String batch(String version, String... turns) {
        return """
            {"schema_version":"%s","session_id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","events":[%s]}\
            """.formatted(version, String.join(",", turns));
    }

    private List<Path> filesWith(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, wanted))
                    .toList();
        }
    }

    private static boolean contains(Path file, byte[] wanted) {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return bytes.contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void writesNothingToDiskThatTheDeclaredLevelForbids() throws IOException {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Caller agent = server.writer(server.platform("oracle")).with("Prefer", "return=representation");
            Answer minimal = agent.post(
                    "/events",
                    batch("1.0", turn(1, "\"privacy_level\":\"minimal\","), turn(2, "\"privacy_level\":\"minimal\",")));
            assertThat(minimal.status()).as(minimal.text()).isEqualTo(201);
            assertThat(minimal.json()
                            .get("events")
                            .get(0)
                            .get("stripped")
                            .valueStream()
                            .map(p -> p.stringValue()))
                    .contains("/turn/query_text", "/turn/response_text", "/turn/query_intent", "/turn/topics");
            Answer undeclared = agent.post("/events", batch("0.1", turn(3, ""), turn(4, "\"privacy_level\":\"x\",")));
            assertThat(undeclared.status()).as(undeclared.text()).isEqualTo(201);
            assertThat(server.counts().stripped()).isEqualTo(4);
            assertThat(filesWith(SECRET)).isEmpty();
        }
        assertThat(filesWith(SECRET)).isEmpty();
    }

    @Test
    void keepsWhatTheLevelAllows() throws IOException {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant oracle = server.platform("oracle");
            Answer answer = server.writer(oracle).post("/events", batch("1.0", turn(1, "\"privacy_level\":\"full\",")));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(server.eventsOf(oracle).getFirst().rest()).contains("\"query_text\":\"" + SECRET);
            assertThat(filesWith(SECRET)).isNotEmpty();
        }
    }

    @Test
    void reducesTurnsToTheFloorOfTheirOrganisationBeforeAnythingIsWritten() throws IOException {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant oracle = server.platform("oracle");
            server.decide(oracle, Map.of("privacy_floor", "intent"));
            Caller agent = server.writer(oracle).with("Prefer", "return=representation");
            Answer answer = agent.post(
                    "/events", batch("1.0", reducible(1, "full"), reducible(2, "summary"), reducible(3, "intent")));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.json().get("stripped").longValue()).isEqualTo(3);
            assertThat(answer.json().get("events").get(0).toString())
                    .contains("\"normalised\":[\"/turn/privacy_level\"]")
                    .contains("\"stripped\":[\"/turn/query_text\",\"/turn/response_text\"]");
            assertThat(answer.json().get("events").get(2).has("normalised")).isFalse();
            assertThat(server.counts().stripped()).isEqualTo(3);
            assertThat(server.eventsOf(oracle))
                    .extracting(StoredRow::rest)
                    .allMatch(rest -> rest.contains("\"privacy_level\":\"intent\"") && rest.contains("advice"));
            assertThat(filesWith(SECRET)).isEmpty();
        }
        assertThat(filesWith(SECRET)).isEmpty();
    }

    @Test
    void reducesWholeSessionsToTheFloorAndGivesThemBackReduced() throws IOException {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant oracle = server.platform("oracle");
            server.decide(oracle, Map.of("privacy_floor", "minimal"));
            String session = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
            Answer answer = server.writer(oracle)
                    .post("/sessions/bulk", Bodies.document(session, "null", reducible(1, "full")));
            assertThat(answer.text())
                    .isEqualTo("{\"session_id\":\"" + session
                            + "\",\"events_created\":1,\"outcome_recorded\":false,\"stripped\":1}");
            String document = server.reader(oracle)
                    .get("/sessions/" + session + "/document")
                    .text();
            assertThat(document).contains("\"privacy_level\":\"minimal\"", "\"query_tokens\":12");
            assertThat(document).doesNotContain(SECRET, "advice");
            assertThat(filesWith(SECRET)).isEmpty();
        }
    }

    @Test
    void leavesTheTurnsOfOtherOrganisationsAsTheyDeclare() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            server.decide(server.platform("oracle"), Map.of("privacy_floor", "minimal"));
            Tenant seer = server.platform("seer");
            Answer answer = server.writer(seer).post("/events", batch("1.0", turn(1, "\"privacy_level\":\"full\",")));
            assertThat(answer.text()).isEqualTo("{\"status\":\"ok\",\"events_created\":1,\"duplicates\":0}");
            assertThat(server.eventsOf(seer).getFirst().rest()).contains(SECRET);
        }
    }

    /// A turn that says something at every level.
    private static String reducible(int number, String level) {
        return turn(number, "\"privacy_level\":\"" + level + "\",")
                .replace("advice" + SECRET, "advice")
                .replace("top" + SECRET, "topic");
    }
}
