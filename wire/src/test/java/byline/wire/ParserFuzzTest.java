package byline.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Replays its corpus in every run; with `JAZZER_FUZZ=1` in the environment it looks for new inputs for five minutes.
class ParserFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void noBytesMakeAnythingThrow(byte[] bytes) {
        WirePropertiesTest.readEverywhere(bytes);
    }
}
