package byline.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// R14, the forms of single values. Each method reads the value that comes next, of whatever type it is.
final class Formats {
    private static final String RULE = "R14";
    private static final byte[] NO_DIGITS = noDigits();
    private static final byte[] HASH_PREFIX = "sha256:".getBytes(StandardCharsets.US_ASCII);

    private final JsonReader reader;
    private final Values values;

    Formats(JsonReader reader, Values values) {
        this.reader = reader;
        this.values = values;
    }

    void count(Sink sink, String pointer) {
        if (values.count() == Values.NO_COUNT) {
            sink.add(RULE, pointer, "must be an integer ≥ 0");
        }
    }

    @Nullable
    Integer status(Sink sink) {
        long status = values.count();
        if (status >= 100 && status <= 599) {
            return (int) status;
        }
        if (status != Values.ABSENT) {
            sink.add(RULE, "/data/response_status", "must be an integer from 100 to 599");
        }
        return null;
    }

    @Nullable
    String country(Sink sink) {
        boolean absent = reader.peek() == 'n';
        String country = values.textIfAny();
        if (country != null
                && country.length() == 2
                && Ascii.isCapital(country.charAt(0))
                && Ascii.isCapital(country.charAt(1))) {
            return country;
        }
        if (!absent) {
            sink.add(RULE, "/data/country", "must be two capital letters");
        }
        return null;
    }

    void hash(Sink sink, String pointer) {
        if (!isHash()) {
            reportHash(sink, pointer);
        }
    }

    void reportHash(Sink sink, String pointer) {
        sink.add(RULE, pointer, "must be sha256: and 64 lower-case hexadecimal digits");
    }

    /// True for a hash, and for a `null`.
    boolean isHash() {
        if (reader.peek() != '"') {
            boolean absent = values.skipNull();
            if (!absent) {
                reader.skipValue();
            }
            return absent;
        }
        int from = reader.at() + 1;
        int to = reader.skipString();
        if (reader.isVerbatim()) {
            return isHash(reader.bytes(), from, to);
        }
        byte[] decoded = reader.decode(from, to);
        return isHash(decoded, 0, decoded.length);
    }

    private static boolean isHash(byte[] text, int from, int to) {
        int digits = from + HASH_PREFIX.length;
        if (to - digits != 64 || !Arrays.equals(text, from, digits, HASH_PREFIX, 0, HASH_PREFIX.length)) {
            return false;
        }
        int wrong = 0;
        for (int at = digits; at < to; at++) {
            wrong |= NO_DIGITS[text[at] & 0xFF];
        }
        return wrong == 0;
    }

    /// 1 for what is no lower-case hexadecimal digit: looked up, because nothing predicts which kind of digit is next.
    private static byte[] noDigits() {
        byte[] table = new byte[256];
        for (int character = 0; character < table.length; character++) {
            table[character] = (byte) (Ascii.isLowerHex(character) ? 0 : 1);
        }
        return table;
    }

    void urls(Sink sink, String pointer) {
        if (values.skipNull()) {
            return;
        }
        if (reader.peek() != '[') {
            reader.skipValue();
            sink.add(RULE, pointer, "must be an array of absolute URLs");
            return;
        }
        reader.enterArray();
        for (int index = 0; reader.nextElement(); index++) {
            String url = values.textIfAny();
            if (url == null || !ContentUrls.isAbsolute(url)) {
                sink.add(RULE, pointer + "/" + index, "must be an absolute URL");
            }
        }
    }
}
