package byline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import byline.identity.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class ClickRoutesTest {
    private static final String CLICKED = "https://bugle.example/news";
    private static final String OTHER = "https://planet.example/story";
    private static final int PAIRS = 12;
    private static final Map<String, Object> SHARES = Map.of("share_sessions_via_click_tokens", true);
    private static final Map<String, Object> DISCLOSES =
            Map.of("contributing_source_disclosure", true, "visible_in_click_token_lookups", true);

    TelemetryServer server;
    Tenant bugle;
    Tenant planet;
    Tenant oracle;
    Caller agent;
    String session;
    String token;
    int asked;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TelemetryServer(folder);
        bugle = server.owner("bugle.example");
        planet = server.owner("planet.example");
        server.decide(planet, DISCLOSES);
    }

    @BeforeEach
    void newcomer() {
        server.server().clock().advance(Duration.ofMinutes(1));
        oracle = server.newcomer();
        server.decide(oracle, SHARES);
        agent = server.writer(oracle);
        session = agent.post("/sessions/start", "{\"agent_id\":\"a-1\"}").text("session_id");
        token = "ct_" + UUID.randomUUID();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// A turn in which two sources were used and a link to the first one was clicked.
    private String turn(String level) {
        return """
                {"schema_version":"1.0","session_id":"%1$s","events":[
                {"id":"%5$s","type":"turn_completed","timestamp":"2026-09-02T10:15:29Z","turn_id":"t1",
                 "turn":{"privacy_level":"%2$s"%6$s}},
                {"id":"%7$s","type":"content_retrieved","timestamp":"2026-09-02T10:15:30Z","turn_id":"t0",
                 "source_role":"agent","content_url":"%3$s","data":{"secret":"s"}},
                {"id":"%8$s","type":"content_grounded","timestamp":"2026-09-02T10:15:31Z","turn_id":"t1",
                 "content_url":"%4$s","data":{"scope":"turn"}},
                {"id":"%9$s","type":"content_presented","timestamp":"2026-09-02T10:15:32Z","turn_id":"t1",
                 "output_id":"o1","content_url":"%3$s",
                 "data":{"presentation_kind":"source_reference","presentation_type":"link"}},
                {"id":"%10$s","type":"content_engaged","timestamp":"2026-09-02T10:15:33Z","turn_id":"t1",
                 "output_id":"o1","presentation_id":"%9$s","ctx_token":"%11$s","content_url":"%3$s",
                 "data":{"engagement_type":"link_click"}}]}""".formatted(
                        session,
                        level,
                        CLICKED,
                        OTHER,
                        UUID.randomUUID(),
                        level.equals("full") ? ",\"query_text\":\"whispered\"" : "",
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        presentation(),
                        UUID.randomUUID(),
                        token);
    }

    private String presentation() {
        return UUID.nameUUIDFromBytes(token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    private void send(String body) {
        Answer answer = agent.post("/events", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private Answer context() {
        return server.anyone().get("/ctx/" + token);
    }

    private Answer mint(String more) {
        return agent.post(
                "/click-tokens", "{\"session_id\":\"%s\",\"content_url\":\"%s\"%s}".formatted(session, CLICKED, more));
    }

    @Test
    void tellsHowAClickCameAbout() {
        send(turn("full"));
        Answer context = context();
        assertThat(context.status()).as(context.text()).isEqualTo(200);
        assertThat(context.json().get("engagement").toString()).isEqualTo("""
                {"engagement_type":"link_click","timestamp":"2026-09-02T10:15:33.000Z","presentation_id":"%s",\
                "output_id":"o1","corroborated":false}""".formatted(presentation()));
        assertThat(context.json().get("lineage").valueStream().map(step -> step.get("type")
                        .stringValue()))
                .containsExactly("content_retrieved", "content_presented");
        assertThat(context.json().get("contributing_sources").toString()).isEqualTo("""
                [{"content_url":"%s","events":[{"type":"content_grounded","timestamp":"2026-09-02T10:15:31.000Z",\
                "data":{"scope":"turn"}}]}]""".formatted(OTHER));
        assertThat(context.json().get("session_summary").toString())
                .startsWith("{\"turns\":2,\"distinct_sources\":2,\"events_by_type\":{");
        assertThat(context.text()).doesNotContain(session, "whispered", "secret", "turn_id", "\"t1\"");
    }

    @Test
    void keepsTheSessionToItselfAtTheMostPrivateLevel() {
        send(turn("minimal"));
        assertThat(context().status()).isEqualTo(200);
        assertThat(context().json().propertyNames()).containsExactly("engagement", "lineage");
    }

    @Test
    void namesNoSourceWhoseOwnerDoesNotDiscloseIt() {
        try {
            for (String setting : DISCLOSES.keySet()) {
                server.decide(planet, DISCLOSES);
                server.decide(planet, Map.of(setting, false));
                token = "ct_" + UUID.randomUUID();
                send(turn("summary"));
                assertThat(context().json().get("contributing_sources").size()).isZero();
                assertThat(context().text()).doesNotContain("planet.example");
            }
        } finally {
            server.decide(planet, DISCLOSES);
        }
    }

    @Test
    void answersTheSame404ForWhateverIsNotToBeTold() {
        send(turn("full"));
        Answer unknown = server.anyone().get("/ctx/ct_" + UUID.randomUUID());
        assertThat(unknown.outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(context().status()).isEqualTo(200);

        server.decide(oracle, Map.of("share_sessions_via_click_tokens", false));
        assertSame404(unknown, context());
        server.decide(oracle, SHARES);
        assertSame404(unknown, server.anyone().get("/ctx/x"));
        assertSame404(unknown, server.anyone().get("/ctx/" + "%27%22" + "a".repeat(3_000)));

        server.server().clock().advance(Duration.ofDays(91));
        assertSame404(unknown, context());
        server.server().clock().advance(Duration.ofDays(-91));
        assertThat(context().status()).isEqualTo(200);
    }

    /// The refusals differ in how much was looked up for them.
    @Test
    void takesAsLongForWhateverIsNotToBeTold() {
        String unknown = "/ctx/ct_" + UUID.randomUUID();
        send(turn("full"));
        assertSameTime(unknown, "/ctx/x");
        server.decide(oracle, Map.of("share_sessions_via_click_tokens", false));
        assertSameTime(unknown, "/ctx/" + token);
        server.decide(oracle, SHARES);
        server.server().clock().advance(Duration.ofDays(91));
        assertSameTime(unknown, "/ctx/" + token);
        server.server().clock().advance(Duration.ofDays(-91));
        send(turn("full").replace(presentation(), UUID.randomUUID().toString()));
        assertSameTime(unknown, "/ctx/" + token);
    }

    private void assertSameTime(String unknown, String refused) {
        Timing.Difference difference =
                Timing.between(PAIRS, () -> Timing.of(() -> ask(unknown)), () -> Timing.of(() -> ask(refused)));
        assertThat(difference.isNone()).as(refused + ": " + difference).isTrue();
    }

    /// Each time from another network, so that no limit answers.
    private void ask(String path) {
        asked++;
        String from = "198.18.%d.%d".formatted(asked / 256, asked % 256);
        assertThat(server.anyone().with("X-Forwarded-For", from).get(path).status())
                .isEqualTo(404);
    }

    @Test
    void knowsTheClickedContentThoughAnEventNamesItByLess() {
        send(turn("full")
                .replace(
                        "\"output_id\":\"o1\",\"content_url\"",
                        "\"output_id\":\"o1\",\"content_id\":\"doi:1\",\"content_url\"")
                .replace(
                        "\"content_url\":\"" + CLICKED + "\",\"data\":{\"secret\"",
                        "\"content_url\":\"HTTPS://Bugle.Example:443/news#top\",\"data\":{\"secret\""));
        assertThat(context().json().get("lineage").valueStream().map(step -> step.get("type")
                        .stringValue()))
                .containsExactly("content_retrieved", "content_presented");
    }

    private static void assertSame404(Answer expected, Answer answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo(expected.text());
        assertThat(answer.headers().keySet()).isEqualTo(expected.headers().keySet());
    }

    @Test
    void resolvesATokenThatWasSeenOnTwoPresentationsToNothing() {
        send(turn("full"));
        assertThat(context().status()).isEqualTo(200);
        String second = turn("full").replace(presentation(), UUID.randomUUID().toString());
        send(second);
        assertThat(context().outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void makesATokenForALinkThatIsNotClickedYet() {
        Answer minted = mint("");
        assertThat(minted.status()).as(minted.text()).isEqualTo(201);
        assertThat(minted.text("token")).matches("ct_[A-Za-z0-9_-]{16,240}");
        assertThat(minted.text("session_id")).isEqualTo(session);
        assertThat(minted.text("content_url")).isEqualTo(CLICKED);
        assertThat(minted.text("expires_at")).startsWith("2026-12-01T");
        Answer context = server.anyone().get("/ctx/" + minted.text("token"));
        assertThat(context.text()).isEqualTo("{\"engagement\":null,\"lineage\":[]}");
    }

    @Test
    void keepsATokenThatTheAgentMadeAndAnswersARepeatAlike() {
        String own = ",\"token\":\"%s\",\"presentation_id\":\"%s\"".formatted(token, presentation());
        Answer first = mint(own);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        server.server().clock().advance(Duration.ofHours(1));
        assertThat(mint(own).text()).isEqualTo(first.text());
        assertThat(mint(",\"token\":\"" + token + "\",\"presentation_id\":\"" + UUID.randomUUID() + "\"")
                        .outcome())
                .isEqualTo("409 CONFLICT");
        server.server().clock().advance(Duration.ofHours(-1));
        send(turn("full"));
        assertThat(context().json().get("engagement").get("presentation_id").stringValue())
                .isEqualTo(presentation());
    }

    @Test
    void joinsADestinationsReportToTheAgentsEngagement() {
        send(turn("full"));
        Answer reported = server.writer(bugle).post("/events", """
                {"document_type":"event","schema_version":"1.0","ctx_token":"%s","event":{"type":"content_engaged",
                 "timestamp":"2026-09-02T10:15:34Z","content_url":"%s","data":{"engagement_type":"link_click"}}}""".formatted(token, CLICKED));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        assertThat(context().json().get("engagement").toString())
                .contains("\"timestamp\":\"2026-09-02T10:15:33.000Z\"", "\"corroborated\":true");
    }

    @Test
    void answers404ForSomeoneElsesSession() {
        Caller stranger = server.writer(server.newcomer());
        String body = "{\"session_id\":\"%s\",\"content_url\":\"https://a.example/\"}";
        Answer foreign = stranger.post("/click-tokens", body.formatted(session));
        assertThat(foreign.outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(foreign.text())
                .isEqualTo(stranger.post("/click-tokens", body.formatted(UUID.randomUUID()))
                        .text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"token\":\"ct_short\"",
                ",\"token\":\"xx_0123456789abcdef\"",
                ",\"token\":7",
                ",\"presentation_id\":\"p\"",
                ",\"content_url\":\"news\""
            })
    void answers400ForAWishThatMakesNoSense(String more) {
        String body = "{\"session_id\":\"" + session + "\"" + more + "}";
        assertThat(agent.post("/click-tokens", body).status()).isEqualTo(400);
    }

    @Test
    void guardsBothRoutes() {
        Caller reader = server.reader(oracle);
        assertThat(server.anyone().post("/click-tokens", "{}").outcome()).isEqualTo("401 MISSING_KEY");
        assertThat(reader.post("/click-tokens", "{}").outcome()).isEqualTo("403 MISSING_SCOPE");
        assertThat(agent.get("/click-tokens").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(agent.post("/ctx/" + token, "{}").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        Caller busy = server.anyone().with("X-Forwarded-For", "203.0.113.9");
        List<Integer> statuses = java.util.stream.IntStream.range(0, TelemetryServer.PER_MINUTE + 1)
                .parallel()
                .mapToObj(i -> busy.get("/ctx/" + token).status())
                .toList();
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(1);
    }
}
