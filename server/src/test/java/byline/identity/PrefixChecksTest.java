package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefixChecksTest {
    private static final String PREFIXES = IDENTITY + "/identifier-prefixes";
    private static final String PREFIX = "isbn:978-1-4028-";

    @TempDir
    Path folder;

    TestServer server;
    Tenant bugle;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        bugle = server.tenant("jonah@bugle.example", "content_owner");
        server.prove(bugle, "example.com");
        server.dns().address("example.com", "127.0.0.1");
        name(PREFIX);
        Answer claimed = bugle.owner().post(PREFIXES, Map.of("prefix", PREFIX, "domain", "example.com"));
        assertThat(claimed.json().get("verified").booleanValue())
                .as(claimed.text())
                .isTrue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// Serves a manifest that names this prefix.
    private void name(String prefix) {
        server.web()
                .page(
                        "example.com/.well-known/content-telemetry.json",
                        "{\"identifier_schemes\":[{\"prefix\":\"" + prefix + "\"}]}");
    }

    private void days(int days) {
        for (int i = 0; i < days; i++) {
            server.clock().advance(Duration.ofDays(1));
            server.identity().housekeeping().run();
        }
    }

    private boolean verified() {
        return bugle.owner()
                .get(PREFIXES)
                .json()
                .get("items")
                .get(0)
                .get("verified")
                .booleanValue();
    }

    private boolean owned() {
        return server.identity().owners().findByContentId(PREFIX + "9462").isPresent();
    }

    @Test
    void keepsWhatTheManifestNames() {
        days(10);
        assertThat(verified()).isTrue();
        assertThat(server.mail().isEmpty()).isTrue();
    }

    @Test
    void losesWhatTheManifestHasNotNamedForSevenDaysAfterTwoWarnings() {
        name("isbn:other-");
        days(1);
        assertThat(server.mail().next().subject()).contains(PREFIX, "about to lose");
        days(6);
        assertThat(server.mail().next().subject()).contains("about to lose");
        assertThat(verified()).isTrue();
        assertThat(owned()).isTrue();
        days(1);
        assertThat(server.mail().next().subject()).contains("no longer verified");
        assertThat(verified()).isFalse();
        assertThat(owned()).isFalse();
        assertThat(bugle.owner().get(IDENTITY + "/audit-log").text()).contains("identifier_prefix.lost");
    }

    @Test
    void forgivesAManifestThatComesBack() {
        name("isbn:other-");
        days(3);
        server.mail().next();
        name(PREFIX);
        days(10);
        assertThat(verified()).isTrue();
    }

    @Test
    void losesAPrefixWithItsDomain() {
        String id =
                bugle.owner().get(IDENTITY + "/domains").json().get(0).get("id").stringValue();
        bugle.owner().delete(IDENTITY + "/domains/" + id);
        server.identity().housekeeping().run();
        assertThat(verified()).isFalse();
        assertThat(owned()).isFalse();
        assertThat(server.mail().next().text()).contains("example.com is no longer verified");
    }
}
