package byline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final String EVENT = """
            {"type":"content_retrieved","a":[1, 2],"b":{"c":"ü"},"timestamp":"2026-09-02T10:00:00Z",\
            "source_role":"edge","content_url":"https://a.example/"}""";

    private final Json kept = rest(EVENT);
    private final Json made = Json.of("{\"a\":[1, 2],\"b\":{\"c\":\"ü\"}}");

    private static Json rest(String event) {
        String body = "{\"schema_version\":\"1.0\",\"events\":[" + event + "]}";
        return Documents.read(body.getBytes(UTF_8)).events().getFirst().rest();
    }

    @Test
    void isTheSameWhetherItIsKeptFromABodyOrMadeByItself() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        kept.writeTo(written);

        assertThat(kept).isEqualTo(made).hasSameHashCodeAs(made).hasToString(made.toString());
        assertThat(kept.length()).isEqualTo(made.length());
        assertThat(kept.bytes()).isEqualTo(made.bytes()).isEqualTo(written.toByteArray());
        assertThat(kept.isEmptyObject()).isFalse();
    }

    @Test
    void isTheSameWhetherItsMembersStoodTogetherOrApart() {
        Json apart = rest(EVENT.replace("\"b\":{\"c\":\"ü\"},", "").replace("}", ",\n\"b\":{\"c\":\"ü\"}}"));

        assertThat(apart).isEqualTo(made);
    }

    @Test
    void givesCopiesThatNobodyElseSees() {
        kept.bytes()[0] = '!';

        assertThat(kept).isEqualTo(made);
    }
}
