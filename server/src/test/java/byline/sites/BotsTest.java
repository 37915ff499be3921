package byline.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BotsTest {
    private static final Bots BOTS = Bots.builtIn();
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

    @TempDir
    Path folder;

    @Test
    void theLongestMatchWins() {
        assertThat(name("Mozilla/5.0 (compatible; Applebot-Extended/0.1)")).contains("Applebot-Extended");
        assertThat(name("Mozilla/5.0 (compatible; Applebot/0.1; +http://www.apple.com/go/applebot)"))
                .contains("Applebot");
        assertThat(name("Claude-User (claude-code/2.1.86; +https://support.anthropic.com/)"))
                .contains("Claude Code");
    }

    @Test
    void aCrawlerWinsOverTheToolItIsBuiltWith() {
        assertThat(name("CCBot/2.0 (https://commoncrawl.org/faq/) Apache-HttpClient/4.5"))
                .contains("CCBot");
        assertThat(name("Apache-HttpClient/4.5.13 (Java/17)")).contains("Apache-HttpClient");
    }

    @Test
    void matchesInAnyCase() {
        assertThat(name("claudebot")).contains("ClaudeBot");
        assertThat(name("GPTBOT/1.2")).contains("GPTBot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GPTBotany/1.0 (a garden app)",
                "MyGPTBot/1.0 ",
                "not-GPTBot/1.0",
                "Reader/1.0 (+https://example.com/GPTBot/about)",
                "Reader/1.0 (https://gptbot.example.com/)",
                "Reader/1.0 (mailto:gptbot@example.com)",
                "Reader/1.0 (https://example.com/?q=GPTBot)",
                "Reader/1.0 (www.gptbot.org)",
                "GPTBot_ish/1.0"
            })
    void aNameInsideALongerWordOrAnAddressIsNotThatBot(String userAgent) {
        assertThat(name(userAgent)).isNotEqualTo(Optional.of("GPTBot"));
    }

    @Test
    void aBrowserIsNoBot() {
        assertThat(BOTS.find(CHROME)).isEmpty();
        assertThat(BOTS.find("")).isEmpty();
        assertThat(BOTS.find("   ")).isEmpty();
    }

    @Test
    void aProgramInNoListIsAnUnnamedBot() {
        assertThat(BOTS.find("SomeNewThing-Crawler/0.1 (+https://example.com)")).contains(Bot.UNNAMED);
    }

    @Test
    void noUserAgentIsGoogleExtended() {
        assertThat(BOTS.list()).noneMatch(bot -> bot.pattern().equalsIgnoreCase("Google-Extended"));
        assertThat(name("Mozilla/5.0 (compatible; Google-Extended/1.0)")).isNotEqualTo(Optional.of("Google-Extended"));
    }

    @Test
    void searchEnginesAreNotAiByThemselves() {
        assertThat(BOTS.find("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"))
                .hasValueSatisfying(bot -> {
                    assertThat(bot.ai()).isFalse();
                    assertThat(bot.purpose()).isEqualTo(Purpose.SEARCH);
                    assertThat(bot.verify().dns()).contains("googlebot.com");
                });
    }

    @Test
    void everyEntryHasASourceAndADay() {
        LocalDate made = LocalDate.parse(BOTS.version());
        assertThat(BOTS.list()).hasSizeGreaterThan(1_500).allSatisfy(bot -> {
            assertThat(bot.source()).isNotEqualTo("operator");
            assertThat(bot.added()).isAfter(LocalDate.EPOCH).isBeforeOrEqualTo(made);
        });
    }

    @Test
    void whatProvesABotIsFetchedOverHttpsOnly() {
        assertThat(BOTS.list()).map(Bot::verify).allSatisfy(verify -> {
            assertThat(verify.ranges()).allMatch(address -> "https".equals(address.getScheme()));
            assertThat(verify.dns()).allMatch(suffix -> suffix.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"));
            assertThat(String.valueOf(verify.webBotAuth())).matches("null|https://.+");
        });
        assertThat(BOTS.list()).filteredOn(bot -> bot.verify().isPossible()).hasSizeGreaterThan(100);
    }

    @Test
    void everyPatternFindsItself() {
        List<String> lost = BOTS.list().stream()
                .filter(bot -> bot.precision() != Bot.Precision.ADDRESS)
                .map(Bot::pattern)
                .filter(pattern -> !BOTS.find("; " + pattern).map(Bot::pattern).equals(Optional.of(pattern)))
                .toList();
        assertThat(lost).isEmpty();
    }

    @Test
    void classifiesAsKnownOnADay() {
        Bots then = BOTS.asKnownOn(LocalDate.parse("2023-12-31"));
        assertThat(then.find("Bytespider")).isPresent();
        assertThat(then.find("FirecrawlAgent")).isNotEqualTo(BOTS.find("FirecrawlAgent"));
    }

    @Test
    void theOperatorsFileAddsAndReplaces() throws IOException {
        Bots bots = Bots.with(file("""
                {"bots":[{"pattern":"HouseBot","name":"House bot","operator":"Us","purpose":"monitoring","ai":false},
                         {"pattern":"gptbot","name":"GPTBot","operator":"OpenAI, Inc.","purpose":"training","ai":true}]}
                """));
        assertThat(bots.find("HouseBot/1.0")).map(Bot::name).contains("House bot");
        assertThat(bots.find("GPTBot/1.3")).map(Bot::operator).contains("OpenAI, Inc.");
        assertThat(bots.list()).hasSize(BOTS.list().size() + 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /bots/0: pattern is missing        | {"bots":[{"name":"No pattern"}]}
            /bots/1: name is missing           | {"bots":[{"pattern":"A","name":"A"},{"pattern":"B"}]}
            /bots/0/purpose                    | {"bots":[{"pattern":"A","name":"A","purpose":"fun"}]}
            /bots/0/colour                     | {"bots":[{"pattern":"A","name":"A","colour":"red"}]}
            /bots/0: name is longer than 100   | {"bots":[{"pattern":"A","name":"%s"}]}
            own.json                           | [
            """)
    void aWrongOperatorFileIsRefusedWithThePlaceInIt(String message, String text) throws IOException {
        Path file = file(text.replace("%s", "n".repeat(101)));
        assertThatThrownBy(() -> Bots.with(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aUserAgentOfAnyLengthIsRead() {
        assertThat(name("GPTBot/1.2 " + "x".repeat(1_000_000))).contains("GPTBot");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("own.json"), text);
    }

    private static Optional<String> name(String userAgent) {
        return BOTS.find(userAgent).map(Bot::name);
    }
}
