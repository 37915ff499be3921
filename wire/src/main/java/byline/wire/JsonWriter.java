package byline.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes the members of objects as compact UTF-8 JSON; a null is left out.
final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final OutputStream out;
    private boolean first = true;

    JsonWriter(OutputStream out) {
        this.out = out;
    }

    void open(char bracket) throws IOException {
        out.write(bracket);
        first = true;
    }

    void close(char bracket) throws IOException {
        out.write(bracket);
        first = false;
    }

    /// Begins an element of an array.
    void element() throws IOException {
        if (!first) {
            out.write(',');
        }
        first = false;
    }

    /// Begins a member whose value is written next.
    void name(String name) throws IOException {
        element();
        string(name);
        out.write(':');
    }

    /// A member whose value is the text of an object: a string, an id, or a time as RFC 3339 in UTC.
    void member(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            name(name);
            string(value.toString());
        }
    }

    /// The members of an object that has been written already.
    void members(Json object) throws IOException {
        if (!object.isEmptyObject()) {
            element();
            object.writeInside(out);
        }
    }

    private void string(String text) throws IOException {
        StringBuilder escaped = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (here == '"' || here == '\\') {
                escaped.append('\\').append(here);
            } else if (here < ' ') {
                escaped.append("\\u00").append(HEX.charAt(here >> 4)).append(HEX.charAt(here & 0xF));
            } else {
                escaped.append(here);
            }
        }
        out.write(escaped.append('"').toString().getBytes(StandardCharsets.UTF_8));
    }
}
