package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import byline.wire.Fixtures.Fixture;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FixtureTest {
    private static final Conformance CONFORMANCE = new Conformance(Limits.DEFAULT);

    @TestFactory
    Stream<DynamicTest> acceptsEachValidDocument() {
        return tests(Fixture::isValid, fixture -> assertThat(
                        CONFORMANCE.check(fixture.bytes()).problems())
                .isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> reportsExactlyTheRuleThatEachInvalidDocumentBreaks() {
        return tests(fixture -> !fixture.isValid(), fixture -> assertThat(
                        CONFORMANCE.check(fixture.bytes()).problems())
                .extracting(Problem::rule)
                .containsExactly(fixture.rule()));
    }

    @TestFactory
    Stream<DynamicTest> differsInOnePlaceFromAValidDocument() {
        return tests(fixture -> !fixture.isValid(), fixture -> assertThat(
                        Trees.differences(Trees.read(fixture.base().bytes()), Trees.read(fixture.bytes())))
                .hasSize(1));
    }

    @Test
    void hasAValidAndAnInvalidDocumentForEveryRule() {
        List<String> rules = Stream.concat(
                        IntStream.rangeClosed(1, 18).mapToObj("R%02d"::formatted),
                        IntStream.rangeClosed(1, 9).mapToObj("M%02d"::formatted))
                .toList();
        List<Fixture> all = Fixtures.all();

        assertThat(all.stream().filter(Fixture::isValid).map(Fixture::rule)).containsAll(rules);
        assertThat(all.stream().filter(fixture -> !fixture.isValid()).map(Fixture::rule))
                .containsAll(rules);
    }

    private static Stream<DynamicTest> tests(Predicate<Fixture> which, Consumer<Fixture> test) {
        return Fixtures.all().stream()
                .filter(which)
                .map(fixture -> DynamicTest.dynamicTest(fixture.toString(), () -> test.accept(fixture)));
    }
}
