package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import byline.wire.Fixtures.Fixture;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VocabularyTest {
    private static final Conformance CONFORMANCE = new Conformance(Limits.DEFAULT);

    /// A member whose words are a fixed list.
    ///
    /// @param fixture a valid document with one of them
    private record Closed(String fixture, String member, String word, Set<String> words) {
        String rule() {
            return fixture.substring(0, fixture.indexOf('/'));
        }

        boolean isBrokenBy(Fixture fixture) {
            return fixture.rule().equals(rule()) && fixture.name().endsWith(".with-unknown-" + member);
        }
    }

    private static final List<Closed> CLOSED = List.of(
            new Closed("R03/retrieval", "source-role", "agent", Vocabulary.SOURCE_ROLES),
            new Closed("R04/grounding", "scope", "turn", Vocabulary.SCOPES),
            new Closed("R07/citation", "citation-type", "paraphrase", Vocabulary.CITATION_TYPES),
            new Closed("R07/citation", "position", "primary", Vocabulary.POSITIONS),
            new Closed("R08/presentation", "presentation-kind", "source_reference", Vocabulary.PRESENTATION_KINDS),
            new Closed("R15/minimal-turn", "privacy-level", "minimal", Vocabulary.PRIVACY_LEVELS),
            new Closed("M08/owner", "mode", "complete", Set.of("complete", "sampled", "aggregated", "selected")));

    /// Each needs another `cached` beside it.
    private static final List<Closed> PROVENANCES = List.of(
            new Closed("R05/fetched", "provenance", "agent_fetched", Set.of("agent_fetched")),
            new Closed("R05/cached", "provenance", "agent_cached", Set.of("agent_cached")),
            new Closed("R05/third-party", "provenance", "third_party_sourced", Set.of("third_party_sourced")));

    private static Stream<Closed> all() {
        return Stream.of(CLOSED, PROVENANCES).flatMap(Collection::stream);
    }

    @TestFactory
    Stream<DynamicTest> acceptsEachWordOfAClosedVocabularyAndNoOther() {
        return all().flatMap(closed -> Stream.concat(
                closed.words().stream().map(word -> test(closed, word, List.of())),
                Stream.of(test(closed, "else", List.of(closed.rule())))));
    }

    @Test
    void hasAnInvalidDocumentForEveryClosedVocabulary() {
        assertThat(all()).allSatisfy(closed -> assertThat(Fixtures.all()).anyMatch(closed::isBrokenBy));
    }

    @Test
    void knowsEveryClosedVocabularyOfEvents() {
        assertThat(all().flatMap(closed -> closed.words().stream()))
                .containsAll(Vocabulary.CLOSED.stream().flatMap(Set::stream).toList());
    }

    private static DynamicTest test(Closed closed, String word, List<String> rules) {
        return DynamicTest.dynamicTest(closed.fixture() + " " + closed.member() + " " + word, () -> {
            String document = new String(fixture(closed.fixture()).bytes(), StandardCharsets.UTF_8);
            String changed = document.replace('"' + closed.word() + '"', '"' + word + '"');
            assertThat(CONFORMANCE
                            .check(changed.getBytes(StandardCharsets.UTF_8))
                            .problems())
                    .extracting(Problem::rule)
                    .isEqualTo(rules);
        });
    }

    private static Fixture fixture(String name) {
        return Fixtures.all().stream()
                .filter(fixture -> fixture.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
