package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import byline.logs.LogFormat.Malformed;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes what is wanted out of the JSON object on a line and passes over the rest. Own code rather than a library: a
/// parser for each line costs more than the line, and most of a line is passed over.
final class JsonLine {
    private static final int DEEPEST = 64;
    private static final int HEX = 16;
    private static final int CODE_DIGITS = 4;
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final Map<JsonMembers.Part, String> values = new EnumMap<>(JsonMembers.Part.class);
    private byte[] bytes = {};
    private int at;
    private int end;
    private int depth;

    /// @throws Malformed for what is no whole object, or more than one
    Map<JsonMembers.Part, String> read(byte[] line, int start, int stop, JsonMembers.Names names) throws Malformed {
        bytes = line;
        at = start;
        end = stop;
        depth = 0;
        values.clear();
        expect('{');
        object(names);
        space();
        if (at < end) {
            throw new Malformed("more than one JSON object");
        }
        return values;
    }

    private void object(JsonMembers.@Nullable Names names) throws Malformed {
        deeper();
        space();
        if (next() == '}') {
            at++;
        } else {
            do {
                space();
                expect('"');
                int name = at;
                int nameEnd = string();
                space();
                expect(':');
                value(names == null ? null : names.find(bytes, name, nameEnd));
            } while (more('}'));
        }
        depth--;
    }

    /// A header may be a list; its first value counts.
    private void array(@Nullable Object what) throws Malformed {
        deeper();
        space();
        if (next() == ']') {
            at++;
        } else {
            do {
                value(what);
            } while (more(']'));
        }
        depth--;
    }

    private void value(@Nullable Object what) throws Malformed {
        space();
        int start = at;
        switch (next()) {
            case '{' -> {
                at++;
                object(what instanceof JsonMembers.Names within ? within : null);
            }
            case '[' -> {
                at++;
                array(what);
            }
            case '"' -> {
                at++;
                int stringEnd = string();
                put(what, start + 1, stringEnd);
            }
            default -> {
                literal();
                if (bytes[start] != 'n') {
                    put(what, start, at);
                }
            }
        }
    }

    private void put(@Nullable Object what, int from, int to) throws Malformed {
        if (what instanceof JsonMembers.Part part && to > from && !values.containsKey(part)) {
            values.put(part, text(from, to));
        }
    }

    private boolean more(char closing) throws Malformed {
        space();
        byte found = next();
        at++;
        if (found != ',' && found != closing) {
            throw broken();
        }
        return found == ',';
    }

    /// Goes behind the closing quote.
    ///
    /// @return where it is
    private int string() throws Malformed {
        while (at < end) {
            byte found = bytes[at++];
            if (found == '"') {
                return at - 1;
            }
            if (found == '\\') {
                at++;
            }
        }
        throw broken();
    }

    private void literal() throws Malformed {
        int start = at;
        while (at < end && (Character.isLetterOrDigit(bytes[at]) || "+-.".indexOf(bytes[at]) >= 0)) {
            at++;
        }
        if (at == start) {
            throw broken();
        }
    }

    private String text(int from, int to) throws Malformed {
        String text = new String(bytes, from, to - from, UTF_8);
        return text.indexOf('\\') < 0 ? text : unescaped(text);
    }

    private static String unescaped(String text) throws Malformed {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else {
                char kind = text.charAt(++i);
                int known = ESCAPED.indexOf(kind);
                if (known >= 0) {
                    plain.append(MEANT.charAt(known));
                } else if (kind == 'u' && i + CODE_DIGITS < text.length()) {
                    plain.append(code(text, i + 1));
                    i += CODE_DIGITS;
                } else {
                    throw broken();
                }
            }
        }
        return plain.toString();
    }

    private static char code(String text, int from) throws Malformed {
        try {
            return (char) Integer.parseInt(text, from, from + CODE_DIGITS, HEX);
        } catch (NumberFormatException noDigits) {
            throw broken();
        }
    }

    private void deeper() throws Malformed {
        if (++depth > DEEPEST) {
            throw new Malformed("JSON deeper than " + DEEPEST + " levels");
        }
    }

    private void expect(char wanted) throws Malformed {
        space();
        if (next() != wanted) {
            throw broken();
        }
        at++;
    }

    private byte next() throws Malformed {
        if (at >= end) {
            throw broken();
        }
        return bytes[at];
    }

    private void space() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    private static Malformed broken() {
        return new Malformed("no whole JSON object");
    }
}
