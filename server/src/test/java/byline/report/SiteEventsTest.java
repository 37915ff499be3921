package byline.report;

import static byline.report.Sample.bot;
import static byline.report.Sample.conversion;
import static byline.report.Sample.referral;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The events of a site, page by page and as a file; today is 2026-03-14.
final class SiteEventsTest {
    private static final String SITE = "/api/v1/sites/site_1";

    private ReadServer server;
    private Caller reader;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ReadServer(folder);
        Tenant owner = server.owner("bugle", "bugle.example");
        server.site(owner, "site_1", "bugle.example", "UTC");
        reader = server.reader(owner, Scope.ANALYTICS_READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsEventsWithWhatMakesSenseForEach() {
        server.append(
                bot("GPTBot").id(new UUID(0, 3)).url("https://bugle.example/a").at("2026-03-10T12:00:02Z"),
                referral("chatgpt").id(new UUID(0, 2)).at("2026-03-10T12:00:01Z"),
                conversion("signup", 9.5, "EUR").id(new UUID(0, 1)).at("2026-03-10T12:00:00Z"));

        assertThat(reader.get(SITE + "/events").text()).isEqualTo("""
                        {"events":[{"id":"00000000-0000-0000-0000-000000000003","type":"bot",\
                        "timestamp":"2026-03-10T12:00:02Z","path":"/a","bot_name":"GPTBot",\
                        "bot_company":"GPTBot Inc","purpose":"training","user_agent":"GPTBot/1.0"},\
                        {"id":"00000000-0000-0000-0000-000000000002","type":"referral",\
                        "timestamp":"2026-03-10T12:00:01Z","source":"chatgpt","referrer":"chatgpt.example"},\
                        {"id":"00000000-0000-0000-0000-000000000001","type":"conversion",\
                        "timestamp":"2026-03-10T12:00:00Z","event":"signup","value":9.5,"currency":"EUR"}],\
                        "next_cursor":null}""");
        assertThat(types("type=referral")).containsExactly("referral");
        assertThat(types("type=bot")).containsExactly("bot");
        assertThat(types("start=2026-03-11")).isEmpty();
    }

    @Test
    void shows100EventsAPageOrAsManyAsAreAskedFor() {
        server.append(Stream.generate(() -> bot("GPTBot").event()).limit(1_001).toList());
        assertThat(reader.get(SITE + "/events").json().get("events")).hasSize(100);
        assertThat(reader.get(SITE + "/events?limit=1000").json().get("events")).hasSize(1_000);
        assertThat(reader.get(SITE + "/events?limit=1").json().get("events")).hasSize(1);
    }

    @Test
    void showsEachEventOnceThroughCursorsWhileOthersArrive() {
        for (int number = 0; number < 7; number++) {
            server.append(bot("old").at(Instant.parse("2026-03-10T12:00:00Z").plusSeconds(number / 3)));
        }
        List<String> seen = new ArrayList<>();

        JsonNode page = reader.get(SITE + "/events?limit=3").json();
        page.get("events").forEach(event -> seen.add(event.get("id").stringValue()));
        while (!page.get("next_cursor").isNull()) {
            server.append(bot("new").at("2026-03-10T13:00:00Z"));
            page = reader.get(SITE + "/events?limit=3&cursor="
                            + page.get("next_cursor").stringValue())
                    .json();
            page.get("events").forEach(event -> {
                seen.add(event.get("id").stringValue());
                assertThat(event.get("bot_name").stringValue()).isEqualTo("old");
            });
        }

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(reader.get(SITE + "/events?cursor=x").outcome()).isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void refusesACursorThatWasChanged() {
        server.append(bot("A"), bot("A"));
        String cursor =
                reader.get(SITE + "/events?limit=1").json().get("next_cursor").stringValue();
        for (int place = 0; place < cursor.length(); place += 3) {
            char other = cursor.charAt(place) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, place) + other + cursor.substring(place + 1);
            assertThat(reader.get(SITE + "/events?limit=1&cursor=" + changed).outcome())
                    .isEqualTo("400 INVALID_PARAMETER");
        }
        assertThat(reader.get(SITE + "/events?limit=1&cursor=" + cursor).outcome())
                .isEqualTo("200");
    }

    @Test
    void exportsEveryEventOfThePeriodAsLinesOrAsATable() {
        for (int number = 0; number < 2_100; number++) {
            server.append(bot("=1+1").at(Instant.parse("2026-03-10T12:00:00Z").plusSeconds(number)));
        }
        server.append(conversion("signup", 9.5, "EUR").at("2026-03-10T11:00:00Z"), bot("A").at("2026-03-01T00:00:00Z"));

        List<String> table = reader.with("Accept", "text/csv")
                .get(SITE + "/events")
                .text()
                .lines()
                .toList();
        assertThat(table).hasSize(2_102);
        assertThat(table.getFirst()).startsWith("id,type,timestamp,path,bot_name,bot_company,purpose,");
        assertThat(table.get(1)).contains(",'=1+1,");
        assertThat(table.getLast())
                .contains(",conversion,2026-03-10T11:00:00Z,")
                .contains(",signup,9.5,EUR,");
        Caller.Answer lines = reader.with("Accept", "application/x-ndjson").get(SITE + "/events?type=conversion");
        assertThat(lines.header("content-type")).startsWith("application/x-ndjson");
        assertThat(lines.json().get("event").stringValue()).isEqualTo("signup");
    }

    private List<String> types(String query) {
        return StreamSupport.stream(
                        reader.get(SITE + "/events?" + query)
                                .json()
                                .get("events")
                                .spliterator(),
                        false)
                .map(event -> event.get("type").stringValue())
                .toList();
    }
}
