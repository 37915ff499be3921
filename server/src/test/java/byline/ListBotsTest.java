package byline;

import static org.assertj.core.api.Assertions.assertThat;

import byline.http.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class ListBotsTest {
    private static final String OWN = """
            {"bots":[{"pattern":"TideBot","name":"TideBot","operator":"Harbour Times","purpose":"monitoring","ai":false,
              "source":"our own","added":"2026-11-22"},
             {"pattern":"GPTBot-Internal","name":"GPTBot test","operator":"Harbour Times","purpose":"monitoring","ai":false}]}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private int bots(String... arguments) {
        CommandLine line = new CommandLine(new ListBots());
        line.setOut(new PrintWriter(out, true));
        return line.execute(arguments);
    }

    private JsonNode json() {
        return Json.tree(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void printsEveryBotWithOperatorPurposeProofSourceAndDate() {
        assertThat(bots("--ai")).isZero();
        assertThat(out.toString())
                .containsPattern("patterns, list of 20\\d\\d-\\d\\d-\\d\\d")
                .containsPattern("GPTBot +GPTBot +OpenAI +training +ai ranges +20\\d\\d-\\d\\d-\\d\\d https://")
                .contains("ChatGPT-User", "ClaudeBot", "Perplexity-User", "Google-CloudVertexBot")
                .doesNotContain("AhrefsBot");
    }

    @Test
    void printsJsonThatCanBeReadAsAFileOfBots() throws IOException {
        assertThat(bots("--json", "--ai")).isZero();
        JsonNode bot = json().get("bots").get(0);
        assertThat(bot.propertyNames())
                .contains("pattern", "name", "operator", "purpose", "ai", "verify", "source", "added");
        Path file = Files.writeString(folder.resolve("printed.json"), out.toString());
        assertThat(bots("--bots-file", file.toString(), "--match", "GPTBot/1.0"))
                .isZero();
    }

    @Test
    void knowsTheBotsOfEachLargeOperator() {
        List<String> expected = List.of(
                "GPTBot",
                "ChatGPT-User",
                "OAI-SearchBot",
                "ClaudeBot",
                "Claude-User",
                "Claude-SearchBot",
                "PerplexityBot",
                "Perplexity-User",
                "MistralAI-User",
                "DuckAssistBot",
                "Applebot-Extended",
                "Amazonbot",
                "Bytespider",
                "CCBot",
                "meta-externalagent",
                "meta-externalfetcher",
                "Google-CloudVertexBot",
                "GoogleAgent-Mariner",
                "Gemini-Deep-Research",
                "cohere-ai");
        assertThat(bots("--json")).isZero();
        assertThat(json().get("bots").findValues("pattern").stream().map(JsonNode::stringValue))
                .containsAll(expected);
    }

    @Test
    void saysWhichPatternDecidedAndWhichOthersStandThere() {
        assertThat(bots("--match", "Claude-User (claude-code/2.1; +https://support.anthropic.com/)"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "Claude Code of Anthropic",
                        "by the pattern Claude-User (claude-code/",
                        "it also has Claude-User");
    }

    @Test
    void exitsWith1ForAPersonsBrowser() {
        assertThat(bots("--match", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("no bot");
    }

    @Test
    void takesAnOperatorsOwnBotsTooAndTheLongestOfBothWins() throws IOException {
        String file = Files.writeString(folder.resolve("own.json"), OWN).toString();
        assertThat(bots("--bots-file", file, "--match", "TideBot/1.0")).isZero();
        assertThat(bots("--bots-file", file, "--match", "GPTBot-Internal/1.0")).isZero();
        assertThat(out.toString()).contains("TideBot of Harbour Times", "GPTBot test of Harbour Times");
    }

    @Test
    void refusesToStartWithAFileOfBotsThatIsWrongAndSaysWhere() throws IOException {
        Path file = Files.writeString(
                folder.resolve("wrong.json"), "{\"bots\":[{\"pattern\":\"X\",\"name\":\"X\",\"purpose\":\"spying\"}]}");
        Assertions.assertThatThrownBy(() -> start(file))
                .isInstanceOf(Config.Refused.class)
                .hasMessageContaining("sites.bots-file")
                .hasMessageContaining("/bots/0/purpose");
        Assertions.assertThatThrownBy(() -> start(folder.resolve("missing.json")))
                .isInstanceOf(Config.Refused.class)
                .hasMessageContaining("missing.json");
    }

    private void start(Path bots) {
        Config config = Config.defaults(folder.resolve("data"))
                .with(Setting.PORT, "0")
                .with(Setting.BOTS_FILE, bots.toString());
        Server.start(config, Clock.systemUTC()).close();
    }
}
