package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientsTest {
    static Stream<Path> bodies() throws IOException {
        try (Stream<Path> files = Files.walk(Fixtures.root().resolve("clients"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    private static Delivery body(String name) throws IOException {
        return Documents.read(
                Files.readAllBytes(Fixtures.root().resolve("clients").resolve(name)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void takesWhateverAPublishedClientSends(Path body) throws IOException {
        byte[] bytes = Files.readAllBytes(body);
        boolean session = body.endsWith("session.json");
        Delivery delivery = session ? Documents.readSession(bytes) : Documents.read(bytes);

        assertThat(delivery.problems()).isEmpty();
        assertThat(delivery.events()).isNotEmpty();
    }

    @Test
    void readsTheNpmClientOnTheOldLine() throws IOException {
        Delivery delivery = body("npm-0.1.3/events.json");
        Event atTheEdge = delivery.events().get(1);

        assertThat(delivery.envelope().version()).isEqualTo(WireVersion.V0_1);
        assertThat(atTheEdge.data().purpose()).isEqualTo("inference");
        assertThat(atTheEdge.stripped()).containsExactly("/data/ip_hash");
        assertThat(delivery.events()).extracting(Event::type).contains("content_displayed", "checkout_completed");
    }

    @Test
    void findsNothingToStripInThePythonClientsEmptyTurnFields() throws IOException {
        Delivery delivery = body("python-0.4.0/events.json");

        assertThat(delivery.envelope().version()).isEqualTo(WireVersion.V0_1);
        assertThat(delivery.events()).flatExtracting(Event::stripped).isEmpty();
        assertThat(delivery.events().get(2).data().engagementType()).isEqualTo("link_click");
        assertThat(delivery.events().get(0).contentTelemetryId()).isNotNull();
    }

    @Test
    void dropsTheFirstEdgeWorkersCorrelationIdThatIsNoUuid() throws IOException {
        Event event = body("edge-worker/first.json").events().getFirst();

        assertThat(event.contentTelemetryId()).isNull();
        assertThat(event.normalised()).isEqualTo(List.of("/oa_telemetry_id", "/data/bot_category"));
    }

    @Test
    void writesTheirSessionsBackAsValidDocumentsOfOne() throws IOException {
        for (String name : List.of("npm-0.1.3/session.json", "python-0.4.0/session.json")) {
            byte[] body = Files.readAllBytes(Fixtures.root().resolve("clients").resolve(name));
            byte[] written = Documents.writeSession(Documents.readSession(body));

            assertThat(new Conformance(Limits.DEFAULT).check(written).problems())
                    .isEmpty();
        }
    }
}
