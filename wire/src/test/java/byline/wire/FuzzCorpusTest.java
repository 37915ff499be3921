package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// Replays what the fuzzer has found so far, each input for a branch that no other took; CONTRIBUTING.md tells how the
/// corpus is renewed.
class FuzzCorpusTest {
    private static final int AT_LEAST = 1_000;
    private static final Conformance CONFORMANCE = new Conformance(Limits.DEFAULT);

    private final Set<String> rules = new TreeSet<>();
    private int inputs;
    private int valid;

    @Test
    void noInputThatTheFuzzerHasFoundMakesAnythingThrow() throws IOException {
        try (InputStream file = Objects.requireNonNull(FuzzCorpusTest.class.getResourceAsStream("fuzz-corpus.zip"));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                replay(zip.readAllBytes());
            }
        }
        System.out.println("fuzz corpus: " + inputs + " inputs, " + valid + " valid, rules broken: " + rules);
        assertThat(inputs).isGreaterThan(AT_LEAST);
        assertThat(valid).isPositive();
        assertThat(rules).contains("json", "type", "required", "version", "R01", "R02", "R15");
    }

    private void replay(byte[] bytes) {
        WirePropertiesTest.readEverywhere(bytes);
        inputs++;
        boolean good = Stream.of(Documents.read(bytes), Documents.readSession(bytes))
                .anyMatch(delivery -> delivery.problems().isEmpty());
        valid += good ? 1 : 0;
        Stream.of(CONFORMANCE.check(bytes).problems(), Documents.read(bytes).problems())
                .flatMap(List::stream)
                .forEach(problem -> rules.add(problem.rule()));
    }
}
