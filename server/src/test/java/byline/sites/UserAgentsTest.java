package byline.sites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The labelled set `user-agents.tsv`.
final class UserAgentsTest {
    private static final Bots BOTS = Bots.builtIn();
    static final List<Label> LABELS = labels();

    record Label(String name, String purpose, String ai, String userAgent) {}

    @ParameterizedTest(name = "{0}")
    @FieldSource("LABELS")
    void isWhatItsLabelSays(Label label) {
        assertThat(label(label.userAgent())).isEqualTo(label);
    }

    @Test
    void hasAtLeast400UserAgentsNoneTwice() {
        Set<String> userAgents = LABELS.stream().map(Label::userAgent).collect(Collectors.toCollection(HashSet::new));
        assertThat(userAgents).hasSameSizeAs(LABELS).hasSizeGreaterThanOrEqualTo(400);
    }

    private static Label label(String userAgent) {
        return BOTS.find(userAgent)
                .map(bot -> new Label(
                        bot.equals(Bot.UNNAMED) ? "?" : bot.name(),
                        bot.purpose().id(),
                        bot.ai() ? "ai" : "no",
                        userAgent))
                .orElseGet(() -> new Label("-", "-", "no", userAgent));
    }

    private static List<Label> labels() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(UserAgentsTest.class.getResourceAsStream("user-agents.tsv")), UTF_8))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 4))
                    .map(cells -> new Label(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
