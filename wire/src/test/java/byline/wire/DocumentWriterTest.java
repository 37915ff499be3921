package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.wire.Fixtures.Fixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DocumentWriterTest {
    private static final Conformance CONFORMANCE = new Conformance(Limits.DEFAULT);

    @TestFactory
    Stream<DynamicTest> writesBackWhatEachValidFixtureMeans() {
        return Fixtures.all().stream()
                .filter(Fixture::isValid)
                .filter(fixture -> !CONFORMANCE.check(fixture.bytes()).kind().equals("manifest"))
                .map(fixture -> DynamicTest.dynamicTest(fixture.toString(), () -> writesBack(fixture.bytes())));
    }

    private static void writesBack(byte[] document) {
        Delivery read = readAny(document);
        byte[] written = Documents.write(read);
        Delivery again = readAny(written);

        assertThat(read.problems()).isEmpty();
        assertThat(again.envelope()).isEqualTo(read.envelope());
        assertThat(again.events())
                .usingElementComparator(DocumentWriterTest::byMeaning)
                .isEqualTo(read.events());
        assertThat(again.events()).flatExtracting(Event::stripped).isEmpty();
    }

    private static Delivery readAny(byte[] document) {
        boolean session = CONFORMANCE.check(document).kind().equals("session");
        return session ? Documents.readSession(document) : Documents.read(document);
    }

    private static int byMeaning(Event one, Event other) {
        return new String(DocumentWriter.bytes(one), StandardCharsets.UTF_8)
                .compareTo(new String(DocumentWriter.bytes(other), StandardCharsets.UTF_8));
    }

    @Test
    void liftsAnOldSessionOntoOneWithoutInventingAnything() {
        Delivery old = Documents.readSession("""
                {"schema_version":"0.1","session_id":"%s","started_at":"2026-09-02T10:00:00Z","outcome":{"type":"browse"},
                "events":[
                {"id":"00000000-0000-4000-8000-000000000001","type":"content_retrieved","timestamp":"2026-09-02T10:00:00Z","content_url":"https://example.com/a"},
                {"id":"00000000-0000-4000-8000-000000000002","type":"content_cited","timestamp":"2026-09-02T10:00:01Z","turn_id":"t","content_url":"https://example.com/a"},
                {"id":"00000000-0000-4000-8000-000000000003","type":"content_displayed","timestamp":"2026-09-02T10:00:02Z","content_url":"https://example.com/a","data":{"display_type":"card"}},
                {"id":"00000000-0000-4000-8000-000000000004","type":"content_engaged","timestamp":"2026-09-02T10:00:03Z","content_url":"https://example.com/a"},
                {"id":"00000000-0000-4000-8000-000000000005","type":"content_retrieved","timestamp":"2026-09-02T10:00:00Z","content_url":"/relative"}
                ]}""".formatted(Documents.SESSION_ID));
        assertThat(old.problems()).isEmpty();
        byte[] written = Documents.writeSession(old);

        assertThat(CONFORMANCE.check(written).problems()).isEmpty();
        Delivery lifted = Documents.readSession(written);
        assertThat(lifted.envelope().version()).isEqualTo(WireVersion.V1_0);
        assertThat(lifted.envelope().rest()).isEqualTo(old.envelope().rest());
        assertThat(lifted.events())
                .extracting(Event::type)
                .containsExactly(
                        "content_retrieved",
                        "content_cited",
                        "openattribution.content_displayed",
                        "openattribution.content_engaged",
                        "openattribution.content_retrieved");
        assertThat(lifted.events().get(0).sourceRole()).isEqualTo("agent");
        assertThat(lifted.events().get(1).outputId()).isEqualTo("t");
        assertThat(lifted.events().get(3).rest().toString()).contains("00000000-0000-4000-8000-000000000004");
    }

    @Test
    void carriesAnEngagementWhosePresentationWasNeverReported() {
        Delivery delivery = Documents.readOne("""
                {"id":"00000000-0000-4000-8000-000000000004","type":"content_engaged","timestamp":"2026-09-02T10:00:03Z",
                "presentation_id":"00000000-0000-4000-8000-000000000009","content_url":"https://example.com/a"}""");
        Envelope session = Documents.readSession("{\"schema_version\":\"1.0\",\"session_id\":\"" + Documents.SESSION_ID
                        + "\",\"started_at\":\"2026-09-02T10:00:00Z\",\"events\":[]}")
                .envelope();
        byte[] written = Documents.writeSession(new Delivery(session, delivery.events(), List.of()));

        assertThat(CONFORMANCE.check(written).problems()).isEmpty();
        assertThat(Documents.readSession(written).events())
                .extracting(Event::type)
                .containsExactly("openattribution.content_engaged");
    }

    @Test
    void escapesWhatJsonCannotCarryBare() {
        Delivery delivery = Documents.readOne("""
                {"type":"com.example.x","timestamp":"2026-09-02T10:00:03Z","turn_id":"a\\"\\\\\\u0001\\n€😀\\ud83d\\ude00"}""");
        Delivery again = Documents.read(Documents.write(delivery));

        assertThat(again.events().getFirst().turnId()).isEqualTo("a\"\\\u0001\n€😀😀");
    }

    @Test
    void refusesASessionWithoutItsIdentity() {
        Delivery delivery = Documents.readOne("");

        assertThatThrownBy(() -> Documents.writeSession(delivery)).isInstanceOf(IllegalArgumentException.class);
    }
}
