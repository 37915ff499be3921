package byline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.TestClock;
import byline.verify.WebBotAuth.Invalid;
import byline.verify.WebBotAuth.Signed;
import byline.verify.WebBotAuth.Unsigned;
import byline.verify.WebBotAuth.Unverified;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebBotAuthTest {
    private static final URI PAGE = URI.create("https://news.example/a?b=c");
    private static final String DIRECTORY = "example.com/.well-known/http-message-signatures-directory";
    private static final String PLAIN = "\"https://example.com\"";
    private static final String USUAL = "\"@authority\" \"signature-agent\"";

    private final TestClock clock = new TestClock();
    private final NameServer dns = new NameServer().address("example.com", "127.0.0.1");
    private final WebSites sites = new WebSites();
    private final BotSigner bot = new BotSigner();
    private WebFetch web;
    private WebBotAuth auth;

    @BeforeEach
    void start() {
        web = new WebFetch(dns.names(), new PublicSuffixes(), sites.reach());
        auth = new WebBotAuth(web, clock);
        sites.page(DIRECTORY, bot.directory(""));
    }

    @AfterEach
    void stop() {
        web.close();
        sites.close();
        dns.close();
    }

    private WebBotAuth.Verdict judge(String components, String agent) {
        return auth.judge(bot.sign(PAGE, agent, bot.params(components, clock.instant())));
    }

    private void assertSigned(WebBotAuth.Verdict verdict) {
        assertThat(verdict).isEqualTo(new Signed("example.com", bot.thumbprint()));
    }

    @Test
    void believesASignatureInEitherFormOfSignatureAgent() {
        assertSigned(judge(USUAL, PLAIN));
        assertSigned(judge("\"@authority\" \"signature-agent\";key=\"sig1\"", "sig1=\"https://example.com\""));
        assertSigned(judge(USUAL, "other=\"https://evil.example\", sig1=\"https://example.com\""));
        assertSigned(judge("\"@method\" \"@authority\" \"@path\" \"@query\" \"signature-agent\"", PLAIN));
        assertThat(sites.asked()).hasSize(1);
    }

    /// The key and its thumbprint of RFC 9421, B.1.4, as the drafts of Web Bot Auth use them.
    @Test
    void knowsAKeyByItsThumbprint() {
        assertThat(KeyDirectories.thumbprint("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"))
                .isEqualTo("poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"signature-agent\"", "\"@method\" \"signature-agent\"", "\"@authority\""})
    void refusesASignatureThatCoversTooLittle(String components) {
        assertThat(judge(components, PLAIN)).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesASignatureThatCoversAnotherMember() {
        assertThat(judge("\"@authority\" \"signature-agent\";key=\"a\"", "a=7, sig1=\"https://example.com\""))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void refusesASignatureForAnotherSiteOrByAnotherKey() {
        SignedRequest request = bot.sign(PAGE, PLAIN, bot.params(USUAL, clock.instant()));
        assertThat(auth.judge(new SignedRequest("GET", URI.create("https://evil.example/a"), request.headers())))
                .isInstanceOf(Invalid.class);
        BotSigner impostor = new BotSigner();
        assertThat(auth.judge(impostor.sign(PAGE, PLAIN, bot.params(USUAL, clock.instant()))))
                .isInstanceOf(Invalid.class);
        assertThat(auth.judge(impostor.sign(PAGE, PLAIN, impostor.params(USUAL, clock.instant()))))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void refusesASignatureOfAnotherTime() {
        for (Duration off : List.of(Duration.ofMinutes(-5), Duration.ofMinutes(5))) {
            assertThat(auth.judge(bot.sign(
                            PAGE, PLAIN, bot.params(USUAL, clock.instant().plus(off)))))
                    .isInstanceOf(Invalid.class);
        }
        String params = bot.params(USUAL, clock.instant());
        assertThat(auth.judge(bot.sign(PAGE, PLAIN, params.replaceFirst(";expires=[0-9]+", ""))))
                .isInstanceOf(Invalid.class);
        assertThat(auth.judge(bot.sign(PAGE, PLAIN, params.replaceFirst(";created=[0-9]+", ";created=1"))))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"http://example.com\"",
                "\"example.com\"",
                "\"https://example.com:8443\"",
                "7",
                "\"https://a@example.com\""
            })
    void refusesAnAgentThatIsNoHttpsHost(String agent) {
        assertThat(judge(USUAL, agent)).isInstanceOf(Invalid.class);
    }

    @Test
    void takesANewKeyAndLeavesAnExpiredOne() {
        assertSigned(judge(USUAL, PLAIN));
        BotSigner successor = new BotSigner();
        sites.page(DIRECTORY, successor.directory(""));
        clock.advance(Duration.ofMinutes(2));
        assertThat(auth.judge(successor.sign(PAGE, PLAIN, successor.params(USUAL, clock.instant()))))
                .isEqualTo(new Signed("example.com", successor.thumbprint()));
        sites.page(DIRECTORY, bot.directory(",\"exp\":" + clock.instant().getEpochSecond()));
        clock.advance(Duration.ofMinutes(2));
        assertThat(judge(USUAL, PLAIN)).isInstanceOf(Invalid.class);
    }

    @Test
    void saysNothingWithoutASignatureOfItsKindOrWithoutKeys() {
        assertThat(auth.judge(new SignedRequest("GET", PAGE, name -> List.of())))
                .isInstanceOf(Unsigned.class);
        String other = bot.params(USUAL, clock.instant()).replace("web-bot-auth", "other");
        assertThat(auth.judge(bot.sign(PAGE, PLAIN, other))).isInstanceOf(Unsigned.class);
        assertThat(auth.judge(bot.sign(PAGE, Map.of(), bot.params("\"@authority\"", clock.instant()))))
                .isInstanceOf(Unverified.class);
        sites.page(DIRECTORY, "<html>");
        assertThat(judge(USUAL, PLAIN)).isInstanceOf(Unverified.class);
        assertThat(judge(USUAL, "\"https://unreachable.example\"")).isInstanceOf(Unverified.class);
    }
}
