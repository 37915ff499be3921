package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import byline.wire.Fixtures.Fixture;
import byline.wire.Occurrences.Counts;
import byline.wire.Occurrences.Observed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JacksonException;

class WirePropertiesTest {
    private static final Conformance CONFORMANCE = new Conformance(Limits.DEFAULT);
    private static final List<byte[]> DOCUMENTS =
            Fixtures.all().stream().map(Fixture::bytes).toList();

    @Provide
    Arbitrary<List<String>> sessions() {
        return DocumentArbitraries.sessions(false);
    }

    @Provide
    Arbitrary<List<String>> oldSessions() {
        return DocumentArbitraries.sessions(true);
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        return Arbitraries.of(DOCUMENTS).flatMap(document -> Arbitraries.longs().map(seed -> mutate(document, seed)));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyValidBatchMeansTheSameWhenWrittenAndReadAgain(@ForAll("sessions") List<String> events) {
        survives(Documents.read(DocumentArbitraries.batch("1.0", events)));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyValidOldBatchMeansTheSameWhenWrittenAndReadAgain(@ForAll("oldSessions") List<String> events) {
        survives(Documents.read(DocumentArbitraries.batch("0.1", events)));
    }

    private static void survives(Delivery delivery) {
        assertThat(delivery.problems()).isEmpty();
        byte[] written = Documents.write(delivery);
        Delivery again = Documents.read(written);

        assertThat(again.problems()).isEmpty();
        assertThat(again.envelope()).isEqualTo(delivery.envelope());
        assertThat(again.events()).hasSameSizeAs(delivery.events());
        for (int index = 0; index < again.events().size(); index++) {
            assertThat(again.events().get(index))
                    .isEqualTo(unmended(delivery.events().get(index)));
        }
        assertThat(Documents.write(again)).isEqualTo(written);
    }

    /// What an event is when it comes again, with nothing left to rename or remove.
    private static Event unmended(Event event) {
        return new Event(
                event.index(),
                event.id(),
                event.type(),
                event.timestamp(),
                event.turnId(),
                event.outputId(),
                event.outputElementId(),
                event.citationId(),
                event.presentationId(),
                event.ctxToken(),
                event.sourceRole(),
                event.contentTelemetryId(),
                event.contentUrl(),
                event.contentId(),
                event.licenseRef(),
                event.termsRef(),
                event.data(),
                event.rest(),
                List.of(),
                List.of());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anySessionOfEitherLineIsWrittenBackAsAValidDocumentOfOne(@ForAll("oldSessions") List<String> events) {
        Delivery delivery = Documents.readSession(DocumentArbitraries.session("0.1", events));
        assertThat(delivery.problems()).isEmpty();
        byte[] written = Documents.writeSession(delivery);
        Delivery again = Documents.readSession(written);

        assertThat(CONFORMANCE.check(written).problems()).isEmpty();
        assertThat(again.events())
                .extracting(Event::timestamp)
                .isEqualTo(delivery.events().stream().map(Event::timestamp).toList());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void strippingTwiceStripsNothingMore(@ForAll("oldSessions") List<String> events) {
        Delivery once = Documents.read(DocumentArbitraries.batch("0.1", events));
        Delivery twice = Documents.read(Documents.write(once));

        assertThat(twice.events()).flatExtracting(Event::stripped).isEmpty();
        assertThat(twice.events()).flatExtracting(Event::normalised).isEmpty();
        assertThat(twice.events())
                .extracting(Event::rest)
                .isEqualTo(once.events().stream().map(Event::rest).toList());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void reducingToALevelTwiceReducesNothingMore(
            @ForAll("oldSessions") List<String> events, @ForAll PrivacyLevel most) {
        Parser parser = Documents.PARSER.reducingTo(most);
        byte[] body = DocumentArbitraries.batch("0.1", events).getBytes(StandardCharsets.UTF_8);
        Delivery once = parser.readDelivery(body, 0, body.length);
        byte[] written = Documents.write(once);
        Delivery twice = parser.readDelivery(written, 0, written.length);

        assertThat(twice.events()).flatExtracting(Event::stripped).isEmpty();
        assertThat(twice.events()).flatExtracting(Event::normalised).isEmpty();
        assertThat(twice.events())
                .extracting(Event::rest)
                .isEqualTo(once.events().stream().map(Event::rest).toList());
        assertThat(once.events())
                .extracting(event -> event.data().privacyLevel())
                .allMatch(level ->
                        level == null || PrivacyLevel.find(level).orElseThrow().compareTo(most) <= 0);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void countsTheSameInAnyFormatBatchingAndOrder(@ForAll("oldSessions") List<String> events, @ForAll long seed) {
        List<Event> asSession = Documents.readSession(DocumentArbitraries.session("0.1", events))
                .events();
        List<Event> apart = new ArrayList<>();
        List<String> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        for (String event : shuffled) {
            apart.addAll(Documents.readOld(event).events());
        }

        assertThat(count(apart)).isEqualTo(count(asSession));
    }

    private static Counts count(List<Event> events) {
        return Occurrences.count(events.stream()
                .map(event -> new Observed(new UUID(1, 1), null, event))
                .toList());
    }

    @Property(tries = 2_000)
    void noBytesMakeAnythingThrow(@ForAll byte[] bytes) {
        readEverywhere(bytes);
    }

    @Property(tries = 5_000)
    void noMutatedDocumentMakesAnythingThrow(@ForAll("mutants") byte[] bytes) {
        readEverywhere(bytes);
    }

    static void readEverywhere(byte[] bytes) {
        Documents.read(bytes);
        Documents.readSession(bytes);
        CONFORMANCE.check(bytes);
        new ManifestReader(Limits.DEFAULT).read(bytes);
    }

    @Property(tries = 5_000)
    void takesForJsonWhatAnotherStrictParserDoes(@ForAll("mutants") byte[] bytes) {
        assertThat(isJson(bytes))
                .as(() -> new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo(isJsonToJackson(bytes));
    }

    private static boolean isJson(byte[] bytes) {
        try {
            JsonReader reader = new JsonReader(bytes, 0, bytes.length, Limits.DEFAULT);
            reader.skipValue();
            reader.finish();
            return true;
        } catch (Malformed e) {
            return false;
        }
    }

    private static boolean isJsonToJackson(byte[] bytes) {
        try {
            Trees.read(bytes);
            return true;
        } catch (JacksonException | IllegalArgumentException e) {
            return false;
        }
    }

    /// The document with one to three small damages.
    private static byte[] mutate(byte[] document, long seed) {
        Random random = new Random(seed);
        byte[] bytes = document.clone();
        for (int damage = random.nextInt(3); damage >= 0; damage--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(5)) {
                case 0 -> replaced(bytes, at, (byte) random.nextInt(256));
                case 1 -> replaced(bytes, at, (byte) "{}[],:\"\\-+.eEtfn0 u".charAt(random.nextInt(19)));
                case 2 -> without(bytes, at, 1 + random.nextInt(3));
                case 3 -> Arrays.copyOf(bytes, at + 1);
                default -> doubled(bytes, at, 1 + random.nextInt(40));
            };
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, byte with) {
        byte[] copy = bytes.clone();
        copy[at] = with;
        return copy;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        int to = Math.min(bytes.length - 1, at + length);
        byte[] copy = Arrays.copyOf(bytes, bytes.length - Math.max(0, to - at));
        System.arraycopy(bytes, to, copy, at, bytes.length - to);
        return copy;
    }

    private static byte[] doubled(byte[] bytes, int at, int length) {
        int to = Math.min(bytes.length, at + length);
        byte[] copy = Arrays.copyOf(bytes, bytes.length + to - at);
        System.arraycopy(bytes, at, copy, to, bytes.length - at);
        return copy;
    }
}
