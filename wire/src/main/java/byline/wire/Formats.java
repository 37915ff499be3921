package byline.wire;

import org.jspecify.annotations.Nullable;

/// R14, the forms of single values. Each method reads the value that comes next, of whatever type it is.
final class Formats {
    private static final String RULE = "R14";
    private static final String HASH_PREFIX = "sha256:";

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
        if (values.skipNull()) {
            return;
        }
        String hash = values.textIfAny();
        if (hash == null || !isHash(hash)) {
            sink.add(RULE, pointer, "must be sha256: and 64 lower-case hexadecimal digits");
        }
    }

    private static boolean isHash(String text) {
        if (text.length() != HASH_PREFIX.length() + 64 || !text.startsWith(HASH_PREFIX)) {
            return false;
        }
        for (int at = HASH_PREFIX.length(); at < text.length(); at++) {
            if (!Ascii.isLowerHex(text.charAt(at))) {
                return false;
            }
        }
        return true;
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
