package byline.store.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
    private static final Logger QUIET = Logger.getLogger(FingerprintsTest.class.getPackageName());
    private static final int MANY = 12_000;

    @TempDir
    Path folder;

    @BeforeAll
    static void expectWarnings() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll
    static void warnAgain() {
        QUIET.setLevel(Level.INFO);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10_000, 1 << 20})
    void findsEverythingThatWasAddedWhereverItIs(long filterBytes) throws IOException {
        List<Fingerprint> added = random(1, MANY);
        Sizes sizes = new Sizes(300, 6_000, filterBytes);
        try (Fingerprints fingerprints = Fingerprints.open(folder, sizes)) {
            for (List<Fingerprint> call : calls(added)) {
                assertThat(fingerprints.find(call).cardinality()).isZero();
                fingerprints.add(call);
                assertThat(fingerprints.find(call).cardinality()).isEqualTo(call.size());
            }
            assertThat(fingerprints.find(added).cardinality()).isEqualTo(MANY);
        }
        try (Fingerprints fingerprints = Fingerprints.open(folder, sizes)) {
            assertThat(fingerprints.find(added).cardinality()).isEqualTo(MANY);
            assertThat(fingerprints.find(random(2, MANY)).cardinality()).isZero();
        }
    }

    @Test
    void findsAHashOnItsOwnDayOnly() throws IOException {
        try (Fingerprints fingerprints = Fingerprints.open(folder, Sizes.DEFAULTS)) {
            fingerprints.add(List.of(new Fingerprint(1, 0), new Fingerprint(2, -1)));
        }
        try (Fingerprints fingerprints = Fingerprints.open(folder, Sizes.DEFAULTS)) {
            assertThat(fingerprints
                            .find(List.of(
                                    new Fingerprint(1, 0),
                                    new Fingerprint(2, 0),
                                    new Fingerprint(1, -1),
                                    new Fingerprint(2, -1)))
                            .stream())
                    .containsExactly(0, 3);
        }
    }

    @Test
    void keepsFewFilesByMergingThem() throws IOException {
        try (Fingerprints fingerprints = Fingerprints.open(folder, new Sizes(150, 1 << 20, 1 << 20))) {
            calls(random(1, MANY)).forEach(fingerprints::add);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".ids"))).hasSizeLessThan(16);
        }
    }

    @Test
    void coversASegmentOnlyOnceAllItsIdsAreOnDisk() throws IOException {
        try (Fingerprints fingerprints = Fingerprints.open(folder, Sizes.DEFAULTS)) {
            fingerprints.follow(() -> 7);
            fingerprints.add(random(1, 10));
            assertThat(fingerprints.covered()).isZero();
        }
        try (Fingerprints fingerprints = Fingerprints.open(folder, Sizes.DEFAULTS)) {
            assertThat(fingerprints.covered()).isEqualTo(7);
        }
    }

    @Test
    void startsAfreshCoveringNothingWhenAFileIsDamaged() throws IOException {
        try (Fingerprints fingerprints = Fingerprints.open(folder, Sizes.DEFAULTS)) {
            fingerprints.follow(() -> 7);
            fingerprints.add(random(1, 10));
        }
        Path run = folder.resolve("000000000001.ids");
        byte[] bytes = Files.readAllBytes(run);
        bytes[bytes.length - 30] ^= 1;
        Files.write(run, bytes);
        try (Fingerprints fingerprints = Fingerprints.open(folder, Sizes.DEFAULTS)) {
            assertThat(fingerprints.covered()).isZero();
            assertThat(fingerprints.find(random(1, 10)).cardinality()).isZero();
        }
    }

    @Test
    void deletesFilesTheManifestDoesNotName() throws IOException {
        Files.writeString(folder.resolve("000000000099.ids"), "left by a crash");
        Fingerprints.open(folder, Sizes.DEFAULTS).close();
        assertThat(folder.resolve("000000000099.ids")).doesNotExist();
    }

    @Test
    void filtersSayPerhapsWronglyInTwoOfAHundredAtMost() {
        Filter filter = Filter.forAtMost(MANY);
        random(1, MANY).forEach(fingerprint -> filter.add(fingerprint.hash()));
        assertThat(random(1, MANY)).allMatch(fingerprint -> filter.mayContain(fingerprint.hash()));
        assertThat(random(2, MANY).stream().filter(fingerprint -> filter.mayContain(fingerprint.hash())))
                .hasSizeLessThan(MANY / 50);
    }

    @Test
    void hashesDependOnTheKeyTheSpaceAndEveryBitOfTheId() {
        UUID id = new UUID(1, 2);
        long hash = new SipHash(3, 4).hash("space", id);
        assertThat(new SipHash(3, 4).hash("space", id)).isEqualTo(hash);
        assertThat(List.of(
                        new SipHash(3, 5).hash("space", id),
                        new SipHash(3, 4).hash("spacf", id),
                        new SipHash(3, 4).hash("space\u0000", id),
                        new SipHash(3, 4).hash("space", new UUID(1, 3)),
                        new SipHash(3, 4).hash("space", new UUID(-1, 2))))
                .doesNotContain(hash)
                .doesNotHaveDuplicates();
    }

    private static List<Fingerprint> random(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fingerprint> fingerprints = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            fingerprints.add(new Fingerprint(20_000 + random.nextInt(3), random.nextLong()));
        }
        return fingerprints;
    }

    private static List<List<Fingerprint>> calls(List<Fingerprint> all) {
        List<List<Fingerprint>> calls = new ArrayList<>();
        for (int first = 0; first < all.size(); first += 100) {
            calls.add(all.subList(first, first + 100));
        }
        return calls;
    }
}
