package byline;

import static org.assertj.core.api.Assertions.assertThat;

import byline.verify.NameServer;
import byline.verify.PublicSuffixes;
import byline.verify.WebFetch;
import byline.verify.WebSites;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ManifestCommandTest {
    private static final String ID = "https://example.com/.well-known/content-telemetry.json";
    private static final String PLACE = "example.com/.well-known/content-telemetry.json";
    private static final String MANIFEST = """
            {"schema_version":"1.0","id":"%s","roles":["content_owner"],"operator":{"name":"E"}}""";

    private final StringWriter out = new StringWriter();
    private final NameServer dns = new NameServer().address("example.com", "127.0.0.1");
    private final WebSites sites = new WebSites();

    @AfterEach
    void stop() {
        sites.close();
        dns.close();
    }

    private int check(String... arguments) {
        CommandLine line = new CommandLine(
                new ManifestCommand.Check(() -> new WebFetch(dns.names(), new PublicSuffixes(), sites.reach())));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        return line.execute(arguments);
    }

    @Test
    void exitsWith0ForAValidManifestByItsAddressOrItsDomain() {
        sites.page(PLACE, MANIFEST.formatted(ID));
        assertThat(check(ID)).isZero();
        assertThat(check("example.com")).isZero();
        assertThat(out.toString()).contains(ID + ": valid");
    }

    @Test
    void exitsWith1AndSaysWhatIsWrong() {
        sites.page(PLACE, MANIFEST.formatted("http://example.com/"));
        assertThat(check(ID)).isEqualTo(1);
        assertThat(out.toString()).contains("  M01 /id: must be", ID + ": invalid");
        sites.page(PLACE, MANIFEST.formatted("https://other.example/.well-known/content-telemetry.json"));
        assertThat(check(ID)).isEqualTo(1);
        assertThat(out.toString()).contains("but its id is https://other.example/");
    }

    @Test
    void exitsWith1WhenOnlyAnEarlierPlaceHasOne() {
        sites.page("example.com/.well-known/openattribution.json", "{}");
        assertThat(check("example.com")).isEqualTo(1);
        assertThat(out.toString()).contains("move what is at https://example.com/.well-known/openattribution.json");
    }

    @Test
    void exitsWith2WhenThereIsNone() {
        assertThat(check(ID)).isEqualTo(2);
        assertThat(check("example.com")).isEqualTo(2);
        assertThat(check("nowhere.example")).isEqualTo(2);
        assertThat(check("no address")).isEqualTo(2);
        assertThat(check()).isEqualTo(2);
        assertThat(out.toString()).contains("answered 404", "does not resolve to a public address", "is no address");
    }
}
