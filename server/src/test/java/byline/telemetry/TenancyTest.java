package byline.telemetry;

import static byline.telemetry.Bodies.batch;
import static byline.telemetry.Bodies.batchIn;
import static byline.telemetry.Bodies.cited;
import static byline.telemetry.Bodies.document;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
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

@TestInstance(Lifecycle.PER_CLASS)
class TenancyTest {
    private static final String PAGE = "https://bugle.example/news";
    private static final String UNKNOWN = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    TelemetryServer server;
    Tenant bugle;
    Tenant oracle;
    Tenant sphinx;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TelemetryServer(folder);
        bugle = server.owner("bugle.example");
    }

    @BeforeEach
    void newcomers() {
        oracle = server.newcomer();
        sphinx = server.newcomer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer end(Caller caller, String session) {
        return caller.post("/sessions/end", Map.of("session_id", session));
    }

    @Test
    void hidesASessionFromEveryOtherOrganisation() {
        Caller owner = server.writer(oracle);
        Caller stranger = server.writer(sphinx);
        String session = owner.post("/sessions/start", "{}").text("session_id");
        end(owner, session);

        Answer theirs = end(stranger, session);
        Answer nobodys = end(stranger, UNKNOWN);
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.text()).isEqualTo(nobodys.text());
        assertThat(theirs.headers().keySet()).isEqualTo(nobodys.headers().keySet());

        Answer intoTheirs = stranger.post("/events", batchIn(session, cited(1, PAGE)));
        Answer intoNobodys = stranger.post("/events", batchIn(UNKNOWN, cited(2, PAGE)));
        assertThat(intoTheirs.text()).isEqualTo(intoNobodys.text());
        assertThat(server.reportedBy(oracle)).hasSize(2);
    }

    @Test
    void letsTwoOrganisationsUploadTheSameSessionId() {
        String document = document(UUID.randomUUID().toString(), "null", cited(1, PAGE));
        assertThat(server.writer(oracle).post("/sessions/bulk", document).text())
                .contains("\"events_created\":1");
        assertThat(server.writer(sphinx).post("/sessions/bulk", document).text())
                .contains("\"events_created\":1");
    }

    @Test
    void knowsAnEventByItsIdWithinOneOrganisationOnly() {
        String body = batch(retrieved(1, PAGE));
        assertThat(server.writer(oracle).post("/events", body).text()).contains("\"events_created\":1");
        assertThat(server.writer(sphinx).post("/events", body).text()).contains("\"events_created\":1");
        assertThat(server.writer(bugle).post("/events", body).text()).contains("\"events_created\":1");
    }

    @Test
    void bindsAContentOwnersKeyToItsVerifiedDomains() {
        Caller edge = server.writer(bugle);
        server.owner("oracle.example");
        assertThat(edge.post("/events", batch(retrieved(21, "https://m.bugle.example/")))
                        .status())
                .isEqualTo(201);
        for (String url : List.of(
                "https://other.example/",
                "https://oracle.example/",
                "https://bugle.example.evil.example/",
                "https://evil.example/?bugle.example",
                "https://bugle.example@evil.example/",
                "https://xbugle.example/")) {
            Answer answer = edge.post("/events", batch(retrieved(22, PAGE), retrieved(23, url)));
            assertThat(answer.outcome()).as(url).isEqualTo("403 DOMAIN_NOT_BOUND");
            assertThat(answer.json().get("index").intValue()).isEqualTo(1);
        }
        assertThat(server.eventsOf(bugle))
                .filteredOn(row -> row.id().equals(Bodies.id(21)) || row.id().equals(Bodies.id(22)))
                .hasSize(1);
    }

    @Test
    void bindsAKeyToTheDomainsItWasMadeFor() {
        server.server().prove(bugle, "planet.example");
        Answer minted = bugle.mint(
                Map.of("name", "edge", "scopes", List.of("telemetry:write"), "domains", List.of("planet.example")));
        Caller edge = server.anyone().with("X-API-Key", minted.text("key"));
        assertThat(edge.post("/events", batch(retrieved(31, "https://planet.example/")))
                        .status())
                .isEqualTo(201);
        assertThat(edge.post("/events", batch(retrieved(32, PAGE))).outcome()).isEqualTo("403 DOMAIN_NOT_BOUND");
    }

    @Test
    void bindsWholeSessionsOfAContentOwnerToo() {
        String document = document(UNKNOWN, "null", cited(1, "https://other.example/"));
        assertThat(server.writer(bugle).post("/sessions/bulk", document).outcome())
                .isEqualTo("403 DOMAIN_NOT_BOUND");
        assertThat(server.reportedBy(bugle)).noneMatch(row -> UNKNOWN.equals(row.session()));
    }
}
