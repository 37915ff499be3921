package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import byline.wire.Fixtures.Fixture;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class VocabularyTest {
    private static final Conformance CONFORMANCE = new Conformance(Limits.DEFAULT);

    private record Closed(String fixture, String word, Set<String> words) {}

    private static final Stream<Closed> CLOSED = Stream.of(
            new Closed("R03/retrieval", "agent", Vocabulary.SOURCE_ROLES),
            new Closed("R04/grounding", "turn", Vocabulary.SCOPES),
            new Closed("R07/citation", "paraphrase", Vocabulary.CITATION_TYPES),
            new Closed("R07/citation", "primary", Vocabulary.POSITIONS),
            new Closed("R08/presentation", "source_reference", Vocabulary.PRESENTATION_KINDS),
            new Closed("R15/minimal-turn", "minimal", Vocabulary.PRIVACY_LEVELS),
            new Closed("M08/owner", "complete", Set.of("complete", "sampled", "aggregated", "selected")));

    @TestFactory
    Stream<DynamicTest> acceptsEachWordOfAClosedVocabularyAndNoOther() {
        return CLOSED.flatMap(closed -> Stream.concat(
                closed.words().stream().map(word -> test(closed, word, 0)), Stream.of(test(closed, "else", 1))));
    }

    private static DynamicTest test(Closed closed, String word, int problems) {
        return DynamicTest.dynamicTest(closed.fixture() + " " + word, () -> {
            String document = new String(fixture(closed.fixture()).bytes(), StandardCharsets.UTF_8);
            String changed = document.replace('"' + closed.word() + '"', '"' + word + '"');
            assertThat(CONFORMANCE
                            .check(changed.getBytes(StandardCharsets.UTF_8))
                            .problems())
                    .hasSize(problems);
        });
    }

    private static Fixture fixture(String name) {
        return Fixtures.all().stream()
                .filter(fixture -> fixture.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
