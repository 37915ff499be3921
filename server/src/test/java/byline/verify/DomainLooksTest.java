package byline.verify;

import static byline.verify.Sighting.Outcome.FOUND;
import static byline.verify.Sighting.Outcome.NOT_FOUND;
import static byline.verify.Sighting.Outcome.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import byline.verify.Sighting.Check;
import byline.verify.Sighting.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainLooksTest {
    private static final String PROOF = "oa-verify=6f1c5c9e-8f5a-4a53-9d53-6a3d2f6f5b10";

    NameServer dns;
    WebSites web;
    WebFetch fetch;
    DomainLooks looks;

    @BeforeEach
    void start() {
        dns = new NameServer().address("example.com", "127.0.0.1");
        web = new WebSites();
        fetch = new WebFetch(dns.names(), new PublicSuffixes(), web.reach());
        looks = new DomainLooks(dns.names(), fetch);
    }

    @AfterEach
    void stop() {
        fetch.close();
        web.close();
        dns.close();
    }

    private List<Outcome> outcomes() {
        return looks.look("example.com").checks(PROOF).stream()
                .map(Check::outcome)
                .toList();
    }

    @Test
    void findsNothingWhereNothingIs() {
        web.page("example.com/", "<html><head><title>x</title></head></html>");
        assertThat(outcomes()).containsExactly(NOT_FOUND, NOT_FOUND, NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "_openattribution.example.com"})
    void findsATextRecord(String name) {
        dns.text(name, "v=spf1 -all", PROOF);
        assertThat(outcomes().getFirst()).isEqualTo(FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><html><head><meta name=\"oa-verify\" content=\"" + PROOF
                        + "\"></head><body></body></html>",
                "<META CONTENT='" + PROOF + "' NAME=oa-verify>",
                "<html><head><script>if (a < b) { '</head>' }</script><meta name=oa-verify content=" + PROOF
                        + " /></head>",
                "<head><meta name=oa-verify content=oa-verify=other><meta name=oa-verify content=" + PROOF + ">"
            })
    void findsAMetaTagInTheHead(String page) {
        web.page("example.com/", page);
        assertThat(outcomes()).containsExactly(NOT_FOUND, FOUND, NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head></head><body><p>comment: <meta name=oa-verify content=" + PROOF + "></body></html>",
                "<html><head><!-- <meta name=oa-verify content=" + PROOF + "> --></head></html>",
                "<html><head><title><meta name=oa-verify content=" + PROOF + "></title></head></html>",
                "<html><head><script>'<meta name=oa-verify content=" + PROOF + ">'</script></head></html>",
                "<html><head><meta name=other content=" + PROOF + "></head></html>"
            })
    void doesNotTakeWhatAVisitorCouldHaveWritten(String page) {
        web.page("example.com/", page);
        assertThat(outcomes().get(1)).isEqualTo(NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/content-telemetry.json",
                "/.well-known/openattribution.json",
                "/.well-known/openattribution"
            })
    void findsAManifest(String path) {
        web.page("example.com" + path, "{\"id\":\"x\",\"oa-verify\":\"" + PROOF.substring(10) + "\"}");
        assertThat(outcomes().get(2)).isEqualTo(FOUND);
    }

    @Test
    void takesNoManifestThatIsNoJson() {
        web.page("example.com/.well-known/content-telemetry.json", "<html>" + PROOF);
        assertThat(outcomes().get(2)).isEqualTo(NOT_FOUND);
    }

    @Test
    void tellsUnreachableFromMissing() {
        dns.silent(true);
        assertThat(outcomes()).containsExactly(UNREACHABLE, UNREACHABLE, UNREACHABLE);
    }

    @Test
    void refutesOnlyWhatItCouldLookFor() {
        web.page("example.com/", "<html></html>");
        Sighting all = looks.look("example.com");
        assertThat(all.refutes(PROOF, "dns")).isTrue();
        assertThat(all.refutes(PROOF, "metatag")).isTrue();
        assertThat(all.refutes(PROOF, "operator")).isFalse();
        web.remove("example.com/");
        assertThat(looks.look("example.com").refutes(PROOF, "metatag")).isFalse();
        dns.text("example.com", PROOF);
        assertThat(looks.look("example.com").refutes(PROOF, "metatag")).isFalse();
    }
}
