package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void saysWhereEachLineBeginsAndEnds() throws IOException {
        Lines lines = lines("one\r\n\ntwo\nhalf");
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            read.add(lines.offset() + ":" + text(lines) + ":" + lines.after());
        }
        assertThat(read).containsExactly("0:one:5", "5::6", "6:two:10");
        assertThat(lines.unfinished()).isTrue();
        assertThat(text(lines)).isEqualTo("half");
        assertThat(lines.after()).isEqualTo(14);
        assertThat(lines.unfinished()).isFalse();
    }

    @Test
    void passesOverALineOfAnyLengthAndGoesOnBehindIt() throws IOException {
        String longLine = "x".repeat(5 * Lines.LONGEST + 3);
        Lines lines = lines("a\n" + longLine + "\nb\n" + "y".repeat(Lines.LONGEST) + "\nc\n");
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            read.add(lines.isTooLong() ? "too long" : lines.end() - lines.start() > 9 ? "long" : text(lines));
        }
        assertThat(read).containsExactly("a", "too long", "b", "long", "c");
        assertThat(lines.after()).isEqualTo(longLine.length() + Lines.LONGEST + 8L);
    }

    @Test
    void readsOnWhenMoreIsThereLater() throws IOException {
        byte[] all = "first\nsec".getBytes(UTF_8);
        var in = new ByteArrayInputStream(all) {
            void become(byte[] more) {
                buf = more;
                pos = 0;
                count = more.length;
            }
        };
        Lines lines = new Lines(in, 100);
        assertThat(lines.next()).isTrue();
        assertThat(lines.next()).isFalse();
        in.become("ond\n".getBytes(UTF_8));
        assertThat(lines.next()).isTrue();
        assertThat(text(lines)).isEqualTo("second");
        assertThat(lines.offset()).isEqualTo(106);
    }

    private static Lines lines(String text) {
        return new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), 0);
    }

    private static String text(Lines lines) {
        return new String(lines.bytes(), lines.start(), lines.end() - lines.start(), UTF_8);
    }
}
