package byline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.TestClock;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers are written by strangers: whatever they hold, the answer is a verdict and never a failure.
class AnyHeadersTest {
    private static final int TRIES = 2_000;
    private static final int MOST_PIECES = 14;

    private final TestClock clock = new TestClock();
    private final NameServer dns = new NameServer();
    private final WebSites sites = new WebSites();
    private final WebFetch web = new WebFetch(dns.names(), new PublicSuffixes(), sites.reach());
    private final Signatures signatures = new Signatures(new Manifests(web, clock), clock);
    private final WebBotAuth bots = new WebBotAuth(web, clock);

    @AfterEach
    void stop() {
        web.close();
        sites.close();
        dns.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isAVerdictWhateverTheyHold(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            String input = header(random);
            String signature = header(random);
            String other = header(random);
            SignedRequest request =
                    new SignedRequest("POST", URI.create("https://byline.example/events"), name -> switch (name) {
                        case "signature-input" -> List.of(input);
                        case "signature" -> List.of(signature);
                        default -> List.of(other);
                    });
            String described = String.join(" | ", input, signature, other);
            assertThat(signatures.judge(request, new byte[0], "org"))
                    .as(described)
                    .isNotInstanceOf(Signatures.Signed.class);
            assertThat(bots.judge(request)).as(described).isNotInstanceOf(WebBotAuth.Signed.class);
        }
    }

    /// Pieces of real headers, cut and glued, with something odd in between.
    private String header(Random random) {
        long now = clock.instant().getEpochSecond();
        List<String> pieces = List.of(
                "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created=" + now
                        + ";keyid=\"https://a.example/.well-known/content-telemetry.json#k\"",
                "sig1=(\"@authority\" \"signature-agent\");tag=\"web-bot-auth\";created=" + now + ";expires="
                        + (now + 9),
                "sig1=(",
                "\"@authority\"",
                "\"signature-agent\";key=\"sig1\"",
                ";sf",
                ")",
                ";created=-1",
                ";keyid=7",
                "sig1=:AAAA:",
                "sig1=",
                ", ",
                " ",
                ":",
                "\"https://a.example\"",
                "sha-256=:AAAA:",
                "?1",
                "1.5",
                "-999999999999999",
                "\\",
                "é",
                "\t",
                "\0",
                "(((",
                "\"\"");
        String text = IntStream.range(0, random.nextInt(MOST_PIECES))
                .mapToObj(at -> pieces.get(random.nextInt(pieces.size())))
                .collect(Collectors.joining());
        int cut = text.isEmpty() ? 0 : random.nextInt(text.length());
        return random.nextInt(4) == 0 ? text.substring(cut) : text;
    }
}
