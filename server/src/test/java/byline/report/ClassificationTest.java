package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.Setting;
import byline.identity.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Bots as they were known when they came, and as they are known today.
class ClassificationTest {
    private static final String TIDE = "TideBot/1.0 (+https://tide.example/bot)";
    private static final String GPT = "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)";
    private static final String LATER = """
            {"bots":[{"pattern":"TideBot","name":"TideBot","operator":"Tide","purpose":"training","ai":true}]}""";

    @TempDir
    Path folder;

    @Test
    void namesBotsByTheListOfTheirTimeOrByTheListOfToday() throws IOException {
        Path data = folder.resolve("data");
        String site;
        Caller reader;
        try (RunningServer server = new RunningServer(data)) {
            RunningServer.Tenant publisher = server.tenant("publisher@example.com", "content_owner");
            var added = publisher.site("news.example");
            site = added.text("id");
            String key = added.text("key");
            assertThat(server.anyone()
                            .post(
                                    "/api/t",
                                    List.of(
                                            Map.of("k", key, "t", "bot", "p", "/a", "ua", TIDE),
                                            Map.of("k", key, "t", "bot", "p", "/b", "ua", TIDE, "bot", "Tide thing"),
                                            Map.of("k", key, "t", "bot", "p", "/c", "ua", GPT)))
                            .status())
                    .isEqualTo(202);
            reader = publisher.key("analytics:read");
        }
        Path own = Files.writeString(folder.resolve("bots.json"), LATER);
        try (RunningServer server =
                new RunningServer(data, Clock.systemUTC(), Map.of(Setting.BOTS_FILE, own.toString()))) {
            Caller caller = new Caller(server.anyone().server(), reader.headers());
            String path = "/api/v1/sites/" + site;
            assertThat(bots(caller.get(path + "/stats").json()))
                    .containsExactlyInAnyOrder("GPTBot 1", "Tide thing 1", "Unknown 1");
            assertThat(bots(caller.get(path + "/stats?classification=then").json()))
                    .hasSize(3);
            JsonNode now = caller.get(path + "/stats?classification=now").json();
            assertThat(bots(now)).containsExactly("TideBot 2", "GPTBot 1");
            assertThat(now.at("/bot_breakdown/0/purpose").stringValue()).isEqualTo("training");
            assertThat(now.at("/totals/bot_visits").intValue()).isEqualTo(3);
            assertThat(caller
                            .get(path + "/events?type=bot&classification=now")
                            .json()
                            .get("events")
                            .findValues("bot_company")
                            .stream()
                            .map(JsonNode::stringValue))
                    .containsExactlyInAnyOrder("Tide", "Tide", "OpenAI");
            assertThat(caller.get(path + "/stats?classification=tomorrow").outcome())
                    .isEqualTo("400 INVALID_PARAMETER");
            assertThat(caller.get(path + "/events?classification=tomorrow").outcome())
                    .isEqualTo("400 INVALID_PARAMETER");
        }
    }

    private static List<String> bots(JsonNode stats) {
        return stats.get("bot_breakdown")
                .valueStream()
                .map(bot -> bot.get("bot_name").stringValue() + " "
                        + bot.get("count").intValue())
                .toList();
    }
}
