package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenIdTest {
    private static final String BEGIN = IDENTITY + "/auth/test";
    private static final String REFUSED = "/signin#error=provider";

    @TempDir
    Path folder;

    TestProvider provider;
    TestServer server;

    @BeforeEach
    void start() {
        provider = new TestProvider();
        server = new TestServer(folder, List.of(provider.provider()));
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    /// A sign-in that has come back from the provider, and the browser it belongs to.
    private record Back(Caller browser, String path) {
        Answer finish() {
            return browser.get(path);
        }
    }

    private Back throughTheProvider() {
        Answer begun = server.anyone().get(BEGIN);
        assertThat(begun.status()).isEqualTo(302);
        String cookie = begun.header("set-cookie").split(";", 2)[0];
        Answer consented = server.anyone().get(begun.header("location"));
        String back = consented.header("location");
        assertThat(back).startsWith(server.origin() + BEGIN + "/callback?");
        return new Back(server.anyone().with("Cookie", cookie), back);
    }

    private static Caller session(Back back, Answer finished) {
        String cookie = finished.header("set-cookie");
        return new Caller(back.browser().server(), List.of())
                .bearer(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    }

    private void assertRefused() {
        Answer finished = throughTheProvider().finish();
        assertThat(finished.header("location")).isEqualTo(REFUSED);
        assertThat(finished.header("set-cookie")).isEmpty();
    }

    @Test
    void signsInWhomTheProviderVouchesFor() {
        Back back = throughTheProvider();
        Answer finished = back.finish();
        assertThat(finished.status()).isEqualTo(302);
        assertThat(finished.header("location")).isEqualTo("/");
        assertThat(session(back, finished).get(IDENTITY + "/me").text("email")).isEqualTo("jonah@bugle.example");
    }

    @Test
    void findsTheSameUserByIssuerAndSubjectWhateverTheAddress() {
        Back first = throughTheProvider();
        String id = session(first, first.finish()).get(IDENTITY + "/me").text("id");
        provider.saying(claims -> claims.claim("email", "new@bugle.example").claim("email_verified", false));
        Back second = throughTheProvider();
        assertThat(session(second, second.finish()).get(IDENTITY + "/me").text("id"))
                .isEqualTo(id);
    }

    @Test
    void linksToTheUserWithTheVerifiedAddress() {
        String id = server.signIn("jonah@bugle.example").get(IDENTITY + "/me").text("id");
        Back back = throughTheProvider();
        assertThat(session(back, back.finish()).get(IDENTITY + "/me").text("id"))
                .isEqualTo(id);
    }

    @Test
    void refusesAnAddressThatIsNotVerified() {
        provider.saying(claims -> claims.claim("email_verified", false));
        assertRefused();
        provider.saying(claims -> claims.claim("email_verified", null));
        assertRefused();
        provider.saying(claims -> claims.claim("email_verified", "true"));
        assertRefused();
    }

    @Test
    void refusesAnotherAudience() {
        provider.saying(claims -> claims.audience("somebody-else"));
        assertRefused();
    }

    @Test
    void refusesAnotherIssuer() {
        provider.saying(claims -> claims.issuer("https://evil.example"));
        assertRefused();
    }

    @Test
    void refusesAnotherNonce() {
        provider.saying(claims -> claims.claim("nonce", "replayed"));
        assertRefused();
        provider.saying(claims -> claims.claim("nonce", null));
        assertRefused();
    }

    @Test
    void refusesAnExpiredToken() {
        provider.saying(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        assertRefused();
    }

    @Test
    void refusesATokenOfAlgNone() {
        provider.signing(TestProvider.unsigned());
        assertRefused();
    }

    @Test
    void refusesATokenWhoseSignatureIsCutOff() {
        provider.cutting();
        assertRefused();
    }

    @Test
    void refusesATokenSignedWithTheClientsSecret() {
        provider.signing(TestProvider.signedWithTheClientsSecret());
        assertRefused();
    }

    @Test
    void refusesATokenSignedByAnotherKey() throws JOSEException {
        provider.signing(
                TestProvider.signed(new RSAKeyGenerator(2048).keyID("one").generate(), "one"));
        assertRefused();
    }

    @Test
    void aStateWorksOnceInTheBrowserItWasMadeForAndForTenMinutes() {
        Back back = throughTheProvider();
        assertThat(server.anyone().get(back.path()).header("location")).isEqualTo(REFUSED);
        assertThat(server.anyone()
                        .with("Cookie", "byline_signin=x")
                        .get(back.path())
                        .header("location"))
                .isEqualTo(REFUSED);
        assertThat(back.finish().header("location")).isEqualTo("/");
        assertThat(back.finish().header("location")).isEqualTo(REFUSED);
        Back late = throughTheProvider();
        server.clock().advance(Duration.ofMinutes(10));
        assertThat(late.finish().header("location")).isEqualTo(REFUSED);
    }

    @Test
    void refusesAnAnswerOfAnotherIssuer() {
        Back back = throughTheProvider();
        assertThat(back.browser().get(back.path() + "&iss=https://evil.example").header("location"))
                .isEqualTo(REFUSED);
    }

    @Test
    void namesTheProvidersThereAre() {
        assertThat(server.anyone()
                        .get(IDENTITY + "/auth/providers")
                        .json()
                        .get("items")
                        .get(0)
                        .get("id")
                        .stringValue())
                .isEqualTo("test");
        assertThat(server.anyone().get(IDENTITY + "/auth/unknown").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aProviderThatIsDownKeepsNobodyFromTheOtherWaysIn() {
        provider.close();
        assertThat(server.anyone().get(BEGIN).outcome()).isEqualTo("503 UNAVAILABLE");
        assertThat(server.signIn("jonah@bugle.example").get(IDENTITY + "/me").status())
                .isEqualTo(200);
    }
}
