package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainChecksTest {
    @TempDir
    Path folder;

    TestServer server;
    Tenant bugle;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        bugle = server.tenant("jonah@bugle.example", "content_owner");
        server.prove(bugle, "bugle.example");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void aDayLater() {
        server.clock().advance(Duration.ofDays(1));
        server.identity().housekeeping().run();
    }

    private boolean isOwned() {
        return server.identity().owners().find("bugle.example").isPresent();
    }

    @Test
    void keepsADomainWhoseProofStands() {
        for (int day = 0; day < 10; day++) {
            aDayLater();
        }
        assertThat(isOwned()).isTrue();
        assertThat(server.mail().isEmpty()).isTrue();
    }

    @Test
    void warnsTwiceAndLosesTheDomainAfterSevenDaysWithoutProof() {
        server.dns().text("bugle.example");
        aDayLater();
        assertThat(server.mail().next().subject()).contains("about to lose");
        for (int day = 0; day < 6; day++) {
            aDayLater();
            assertThat(isOwned()).isTrue();
        }
        assertThat(server.mail().next().subject()).contains("about to lose");
        aDayLater();
        assertThat(server.mail().next().subject()).contains("no longer verified");
        assertThat(isOwned()).isFalse();
        assertThat(server.mail().isEmpty()).isTrue();
        var domain = bugle.owner().get(IDENTITY + "/domains").json().get(0);
        assertThat(domain.get("verified").booleanValue()).isFalse();
        assertThat(domain.get("verification_method").isNull()).isTrue();
    }

    @Test
    void aProofThatComesBackStartsTheCountAnew() {
        String token = bugle.owner()
                .get(IDENTITY + "/domains")
                .json()
                .get(0)
                .get("proof")
                .stringValue();
        server.dns().text("bugle.example");
        aDayLater();
        server.mail().next();
        server.dns().text("bugle.example", token);
        aDayLater();
        server.dns().text("bugle.example");
        for (int day = 0; day < 6; day++) {
            aDayLater();
        }
        assertThat(isOwned()).isTrue();
    }

    @Test
    void neverLosesTheOperatorsWord() {
        server.identity().domains().vouch(bugle.id(), "vouched.example");
        for (int day = 0; day < 10; day++) {
            aDayLater();
        }
        assertThat(server.identity().owners().find("vouched.example")).isPresent();
    }
}
