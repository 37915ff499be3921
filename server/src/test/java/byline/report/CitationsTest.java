package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.OrganisationType;
import byline.keys.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A citation is flagged where it stands when nothing tells that its content was a source of the answer.
final class CitationsTest {
    private static final UUID SESSION = new UUID(4, 1);
    private static final String PAGE = "https://bugle.example/a";

    private ReadServer server;
    private Caller owner;
    private Caller agent;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ReadServer(folder);
        owner = server.reader(server.owner("bugle", "bugle.example"), Scope.TELEMETRY_READ);
        agent = server.reader(server.tenant("agent", OrganisationType.AGENT), Scope.TELEMETRY_READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void flagsACitationUntilItsGroundingIsReported() {
        append(event("content_cited"));
        assertThat(flag(owner, "/content-owners/events").booleanValue()).isTrue();
        assertThat(flag(agent, "/agent/events").booleanValue()).isTrue();

        append(event("content_grounded"));

        assertThat(flag(owner, "/content-owners/events").booleanValue()).isFalse();
        assertThat(flag(agent, "/agent/events").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_type=content_cited", "limit=1", "since=2026-03-10T12:30:00Z", "source_role=agent"})
    void holdsACitationAgainstAGroundingThatIsNotOnThePage(String question) {
        append(event("content_grounded"), event("content_cited").source("agent").at("2026-03-10T13:00:00Z"));

        assertThat(flag(owner, "/content-owners/events?" + question).booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Bugle.Example:443/a#top, false",
        "https://bugle.example/a?page=2, true",
        "https://bugle.example/b, true"
    })
    void knowsTheSamePageUnderAnotherSpelling(String grounded, boolean uncorroborated) {
        append(event("content_grounded").url(grounded), event("content_cited"));

        assertThat(flag(owner, "/content-owners/events").booleanValue()).isEqualTo(uncorroborated);
    }

    @Test
    void takesNoGroundingOfAnotherSessionReporterOrOwner() {
        append(
                event("content_cited"),
                event("content_grounded").session(new UUID(4, 2)),
                event("content_grounded").reporter("org_other"),
                event("content_grounded").owner("org_planet"),
                event("content_grounded").conflict("org_planet"),
                event("content_grounded").quarantine("removed"));

        assertThat(flag(owner, "/content-owners/events").booleanValue()).isTrue();
    }

    @Test
    void looksBackToTheSessionsOpeningWhoeverElseHasASessionOfThisId() {
        append(
                event("byline.session_started").at("2026-03-10T11:00:00Z"),
                event("byline.session_started").reporter("org_other").at("2026-03-10T11:59:30Z"),
                event("content_grounded").at("2026-03-10T11:00:00Z"),
                event("content_cited").at("2026-03-10T12:00:00Z"),
                event("content_cited").reporter("org_other").at("2026-03-10T11:59:59Z"));

        assertThat(flag(agent, "/agent/events").booleanValue()).isFalse();
        assertThat(flags(owner)).containsExactly(false, true);
    }

    private static List<Boolean> flags(Caller reader) {
        List<Boolean> flags = new ArrayList<>();
        reader.get("/content-owners/events?event_type=content_cited")
                .json()
                .get("items")
                .forEach(item -> flags.add(item.get("uncorroborated").booleanValue()));
        return flags;
    }

    @Test
    void flagsCitationsOnly() {
        append(event("content_grounded"), event("content_presented"));

        assertThat(owner.get("/content-owners/events").text()).doesNotContain("uncorroborated");
    }

    @Test
    void exportsTheFlag() {
        append(event("content_cited"));

        assertThat(owner.with("Accept", "application/x-ndjson")
                        .get("/content-owners/events")
                        .text())
                .contains("\"uncorroborated\":true");
        assertThat(owner.with("Accept", "text/csv")
                        .get("/content-owners/events")
                        .text())
                .contains(",uncorroborated\r\n")
                .endsWith(",true\r\n");
    }

    private void append(Sample... samples) {
        server.append(samples);
    }

    private static Sample event(String type) {
        return Sample.of(type)
                .reporter("org_agent")
                .owner("org_bugle")
                .session(SESSION)
                .url(PAGE);
    }

    private static JsonNode flag(Caller reader, String path) {
        for (JsonNode item : reader.get(path).json().get("items")) {
            if (item.get("event_type").stringValue().equals("content_cited")) {
                return item.get("uncorroborated");
            }
        }
        throw new AssertionError("no citation at " + path);
    }
}
