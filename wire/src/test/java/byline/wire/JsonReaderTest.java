package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final Limits SMALL = new Limits(1, 4, 64, 16, 5);

    private static JsonReader reader(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new JsonReader(bytes, 0, bytes.length, SMALL);
    }

    private static void skip(byte[] bytes) {
        JsonReader reader = new JsonReader(bytes, 0, bytes.length, SMALL);
        reader.skipValue();
        reader.finish();
    }

    private static void skip(String json) {
        skip(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "10",
                "1.5",
                "1e5",
                "1E+5",
                "-1.25e-3",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                " {} ",
                "[[[[]]]]"
            })
    void takesWhatIsJson(String json) {
        skip(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "-",
                "truE",
                "nul",
                "'a'",
                "\"",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\\ud800\"",
                "\"\\ud800\\u0041\"",
                "\"\\udc00\"",
                "\"\t\"",
                "[1 2]",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "1 2",
                "[",
                "{",
                "]",
                "\uFEFF1",
                "NaN",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}"
            })
    void refusesWhatIsNot(String json) {
        assertThatThrownBy(() -> skip(json)).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        int[][] wrong = {
            {0x80},
            {0xC0, 0x80},
            {0xC1, 0xBF},
            {0xE0, 0x80, 0x80},
            {0xED, 0xA0, 0x80},
            {0xF0, 0x80, 0x80, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xC3},
            {0xE2, 0x82},
            {0xFF}
        };
        for (int[] bytes : wrong) {
            byte[] json = new byte[bytes.length + 2];
            json[0] = '"';
            json[json.length - 1] = '"';
            for (int at = 0; at < bytes.length; at++) {
                json[at + 1] = (byte) bytes[at];
            }
            assertThatThrownBy(() -> skip(json)).isInstanceOf(Malformed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1234567",
                "12345678",
                "123456789012345",
                "é",
                "€uro",
                "😀",
                "aé€😀z",
                "ascii then ü and more ascii"
            })
    void readsStringsOfEveryLengthAndPlane(String text) {
        assertThat(reader('"' + text + '"').readString()).isEqualTo(text);
    }

    @Test
    void unescapes() {
        assertThat(reader("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é\"")
                        .readString())
                .isEqualTo("\"\\/\b\f\n\r\té😀é");
    }

    @Test
    void refusesWhatIsPastALimit() {
        String members =
                IntStream.range(0, 17).mapToObj(n -> "\"k" + n + "\":1").collect(Collectors.joining(","));

        for (String json :
                new String[] {"[[[[[]]]]]", "\"" + "a".repeat(65) + "\"", "1".repeat(65), "{" + members + "}"}) {
            assertThatThrownBy(() -> skip(json)).isInstanceOfSatisfying(Malformed.class, malformed -> assertThat(
                            malformed.problem().rule())
                    .isEqualTo("limit"));
        }
    }

    @Test
    void findsKnownWordsAndNoOthers() {
        Words<Integer> words = new Words<>(Map.of("a", 1, "bc", 2, "12345678", 3, "123456789", 4, "é", 5));
        JsonReader reader =
                reader("{\"a\":0,\"bc\":0,\"12345678\":0,\"123456789\":0,\"\\u00e9\":0,\"b\":0,\"12345679\":0}");
        reader.enterObject();
        StringBuilder found = new StringBuilder();
        for (Integer word = reader.nextMember(words, 0); word != null; word = reader.nextMember(words, 0)) {
            found.append(word).append(' ');
            reader.skipValue();
        }

        assertThat(found).hasToString("1 2 3 4 5 0 0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "                                "})
    void findsAWordOfAnyLengthWhereverItStands(String after) {
        String longest = "abcdefghijklmnopqrstuvwx";
        for (int length = 1; length <= longest.length(); length++) {
            String word = longest.substring(0, length);
            Words<Boolean> words = new Words<>(Map.of(word, true));

            assertThat(isFound(words, word, after)).as(word).isTrue();
            assertThat(isFound(words, word.substring(1), after)).as(word).isFalse();
            assertThat(isFound(words, word + "\\u0000", after)).as(word).isFalse();
            assertThat(isFound(words, word + "y", after)).as(word).isFalse();
            assertThat(isFound(words, word.substring(1) + "y", after)).as(word).isFalse();
            assertThat(isFound(words, "\\u0061" + word.substring(1), after))
                    .as(word)
                    .isTrue();
        }
    }

    private static boolean isFound(Words<Boolean> words, String key, String after) {
        JsonReader reader = reader("{\"" + key + "\":0}" + after);
        reader.enterObject();
        return Boolean.TRUE.equals(reader.nextMember(words, false));
    }

    @Test
    void comparesKeysOfOneObjectOnly() {
        skip("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":1}]}");
    }
}
