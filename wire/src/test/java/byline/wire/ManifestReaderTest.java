package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import byline.wire.Fixtures.Fixture;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {
    private static Manifest read(String name) {
        byte[] document = Fixtures.all().stream()
                .filter(fixture -> fixture.toString().equals(name))
                .findFirst()
                .map(Fixture::bytes)
                .orElseThrow();
        ManifestReader.Result result = new ManifestReader(Limits.DEFAULT).read(document);
        assertThat(result.problems()).isEmpty();
        return Objects.requireNonNull(result.manifest());
    }

    @Test
    void readsAnOwnersManifest() {
        Manifest manifest = read("M01/owner");

        assertThat(manifest.id()).isEqualTo("https://example.com/.well-known/content-telemetry.json");
        assertThat(manifest.roles()).containsExactly("content_owner");
        assertThat(manifest.operator()).isEqualTo(new Manifest.Operator("Example Media", "example.com"));
        assertThat(manifest.domains()).containsExactly("example.com", "news.example.com", "*.example.com");
        assertThat(manifest.identifierSchemes())
                .containsExactly(new Manifest.IdentifierScheme("doi:10.1000/", "https://example.com/resolve"));
        assertThat(manifest.keys().getFirst().findEd25519())
                .hasValueSatisfying(key -> assertThat(key).hasSize(32).startsWith(0x2e, 0x6f, 0xcc));
        assertThat(manifest.keys().getLast().expires()).isNull();
    }

    @Test
    void readsAnAgentsManifest() {
        Manifest.Telemetry telemetry = Objects.requireNonNull(read("M01/agent").telemetry());

        assertThat(telemetry.ctxResolution()).isEqualTo("https://agent.example/ctx");
        assertThat(telemetry.coverage())
                .containsEntry("content_cited", new Manifest.Coverage("sampled", "https://agent.example/terms"));
    }

    @Test
    void givesNoManifestWhereThereIsAProblem() {
        ManifestReader.Result result = new ManifestReader(Limits.DEFAULT).read(new byte[] {'['});

        assertThat(result.manifest()).isNull();
        assertThat(result.problems()).extracting(Problem::rule).containsExactly("json");
    }
}
