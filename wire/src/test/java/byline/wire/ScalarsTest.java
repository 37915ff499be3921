package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
    private static @Nullable Instant time(String text) {
        byte[] bytes = (">" + text + "<").getBytes(StandardCharsets.UTF_8);
        return Timestamps.parse(bytes, 1, bytes.length - 1, false);
    }

    private static @Nullable UUID id(String text) {
        byte[] bytes = (">" + text + "<").getBytes(StandardCharsets.UTF_8);
        return Uuids.parse(bytes, 1, bytes.length - 1);
    }

    @Test
    void readsEveryDayAsTheJdkDoes() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            String text = "%04d-%02d-%02dT%02d:%02d:%02d.%03d%s%02d:%02d"
                    .formatted(
                            1 + random.nextInt(9_998),
                            1 + random.nextInt(12),
                            1 + random.nextInt(28),
                            random.nextInt(24),
                            random.nextInt(60),
                            random.nextInt(60),
                            random.nextInt(1_000),
                            random.nextBoolean() ? "+" : "-",
                            random.nextInt(18),
                            random.nextInt(60));
            assertThat(time(text)).as(text).isEqualTo(OffsetDateTime.parse(text).toInstant());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2000-02-29t00:00:00z, 2000-02-29T00:00:00Z",
        "2026-09-02T10:00:00.1Z, 2026-09-02T10:00:00.100Z",
        "2026-09-02T10:00:00.1234567891Z, 2026-09-02T10:00:00.123456789Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    })
    void readsTimes(String text, Instant instant) {
        assertThat(time(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-09-02",
                "2026-09-02T10:00:00",
                "2026-09-02 10:00:00Z",
                "2026-13-02T10:00:00Z",
                "2026-00-02T10:00:00Z",
                "2026-02-29T10:00:00Z",
                "1900-02-29T10:00:00Z",
                "2026-04-31T10:00:00Z",
                "2026-09-00T10:00:00Z",
                "2026-09-02T24:00:00Z",
                "2026-09-02T10:60:00Z",
                "2026-09-02T10:00:61Z",
                "2026-09-02T10:00:00.Z",
                "2026-09-02T10:00:00+0200",
                "2026-09-02T10:00:00+24:00",
                "2026-09-02T10:00:00ZZ",
                "2026-9-2T10:00:00Z000000",
                "9999-12-31T23:59:59-01:00",
                "0000-01-01T00:00:00+01:00",
                "2026-09-02T10:00:00*02:00"
            })
    void readsNoTimeWhereThereIsNone(String text) {
        assertThat(time(text)).isNull();
    }

    @Test
    void readsIdsOfEitherCase() {
        Random random = new Random(1);
        for (int round = 0; round < 1_000; round++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            assertThat(id(id.toString())).isEqualTo(id);
            assertThat(id(id.toString().toUpperCase(java.util.Locale.ROOT))).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00000000-0000-0000-0000-00000000000",
                "00000000-0000-0000-0000-00000000000g",
                "000000000000-0000-0000-000000000000",
                "00000000-0000-0000-0000_000000000000",
                "{0000000-0000-0000-0000-000000000000",
                "00000000-0000-0000-0000-0000000000é"
            })
    void readsNoIdWhereThereIsNone(String text) {
        assertThat(id(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1.0, V1_0", "1.7, V1_0", "1.10, V1_0", "0.1, V0_1"})
    void readsALaterMinorByTheRulesOfOne(String declared, WireVersion version) {
        assertThat(WireVersion.find(declared)).contains(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "1.x", "1.00", "1.0.0", "2.0", "0.2", "01.0", "1.-1"})
    void knowsNoOtherVersion(String declared) {
        assertThat(WireVersion.find(declared)).isEmpty();
    }
}
