package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondFactorTest {
    private static final String FACTORS = IDENTITY + "/second-factors";
    private static final String COMPLETE = IDENTITY + "/session/second-factor";
    private static final String MAIL = "jonah@bugle.example";

    @TempDir
    Path folder;

    TestServer server;
    Caller jonah;
    Answer added;
    Answer confirmed;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        jonah = server.signIn(MAIL);
        added = jonah.post(FACTORS + "/totp", Map.of("name", "Phone"));
        confirmed = jonah.post(FACTORS + "/" + added.text("id") + "/confirm", Map.of("code", code()));
        server.clock().advance(Duration.ofMinutes(2));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String code() {
        try {
            var generator = new TimeBasedOneTimePasswordGenerator();
            byte[] seed = new Base32().decode(added.text("secret"));
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(seed, generator.getAlgorithm()),
                    server.clock().instant());
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void asksForACodeAtTheNextSignInAndGivesAFreshToken() {
        Caller half = server.signIn(MAIL);
        assertThat(half.get(IDENTITY + "/me").outcome()).isEqualTo("401 SECOND_FACTOR_REQUIRED");
        assertThat(half.post(IDENTITY + "/session/api-key").outcome()).isEqualTo("401 SECOND_FACTOR_REQUIRED");
        Answer complete = half.post(COMPLETE, Map.of("code", code()));
        assertThat(complete.status()).isEqualTo(200);
        assertThat(server.anyone()
                        .bearer(complete.text("token"))
                        .get(IDENTITY + "/me")
                        .status())
                .isEqualTo(200);
        assertThat(half.get(IDENTITY + "/me").outcome()).isEqualTo("401 SESSION_REQUIRED");
    }

    @Test
    void aCodeWorksOnce() {
        String code = code();
        assertThat(server.signIn(MAIL).post(COMPLETE, Map.of("code", code)).status())
                .isEqualTo(200);
        assertThat(server.signIn(MAIL).post(COMPLETE, Map.of("code", code)).outcome())
                .isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void refusesAnOldCodeAndTooManyGuesses() {
        String old = code();
        server.clock().advance(Duration.ofMinutes(2));
        Caller half = server.signIn(MAIL);
        assertThat(half.post(COMPLETE, Map.of("code", old)).outcome()).isEqualTo("400 INVALID_REQUEST");
        for (int i = 0; i < 4; i++) {
            half.post(COMPLETE, Map.of("code", "000000"));
        }
        assertThat(half.post(COMPLETE, Map.of("code", code())).outcome()).isEqualTo("429 RATE_LIMITED");
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(half.post(COMPLETE, Map.of("code", code())).status()).isEqualTo(200);
    }

    @Test
    void aRecoveryCodeWorksOnceToo() {
        assertThat(confirmed.json().get("recovery_codes")).hasSize(10);
        String code = confirmed.json().get("recovery_codes").get(3).stringValue();
        assertThat(server.signIn(MAIL).post(COMPLETE, Map.of("code", code)).status())
                .isEqualTo(200);
        assertThat(server.signIn(MAIL).post(COMPLETE, Map.of("code", code)).outcome())
                .isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void anUnconfirmedFactorAsksForNothing() {
        Caller perry = server.signIn("perry@planet.example");
        Answer unconfirmed = perry.post(FACTORS + "/totp", Map.of("name", "Phone"));
        assertThat(perry.post(FACTORS + "/" + unconfirmed.text("id") + "/confirm", Map.of("code", "000000"))
                        .outcome())
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(server.signIn("perry@planet.example").get(IDENTITY + "/me").status())
                .isEqualTo(200);
        assertThat(perry.get(FACTORS)
                        .json()
                        .get("items")
                        .get(0)
                        .get("confirmed_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void anothersFactorAnswersAsAnUnknownOneAndOnesOwnCanGo() {
        Caller perry = server.signIn("perry@planet.example");
        Answer others = perry.delete(FACTORS + "/" + added.text("id"));
        assertThat(others.text()).isEqualTo(perry.delete(FACTORS + "/fac_x").text());
        assertThat(others.status()).isEqualTo(404);
        assertThat(jonah.delete(FACTORS + "/" + added.text("id")).status()).isEqualTo(204);
        assertThat(server.signIn(MAIL).get(IDENTITY + "/me").status()).isEqualTo(200);
    }
}
