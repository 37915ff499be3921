package byline.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import byline.store.log.Lines;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes events as the commit log keeps them: one JSON object a line, a key a column, nothing for null.
final class JsonLines {
    /// Bytes of the longest line; the loader reads lines of twice that.
    static final int LONGEST_LINE = 8 << 20;

    private static final int MOST_BYTES_A_UNIT = 6;
    private static final int REPLACEMENT = 0xfffd;
    private static final List<Column> COLUMNS = Column.ALL;
    private static final byte[][] KEYS = COLUMNS.stream()
            .map(column -> (",\"" + column.name() + "\":").getBytes(US_ASCII))
            .toArray(byte[][]::new);
    private byte[] bytes;
    private int length;
    private int count;

    JsonLines(int expected) {
        this.bytes = new byte[Math.max(1, expected) * 1024];
    }

    /// @throws IllegalArgumentException when the event can't be written; nothing of it is
    void add(StoredEvent event) {
        int start = length;
        for (int column = 0; column < KEYS.length; column++) {
            write(KEYS[column], COLUMNS.get(column), COLUMNS.get(column).value().apply(event));
        }
        if (length - start > LONGEST_LINE) {
            length = start;
            throw new IllegalArgumentException("an event of more than " + LONGEST_LINE + " bytes");
        }
        bytes[start] = '{';
        raw("}\n");
        count++;
    }

    Lines lines() {
        return new Lines(ByteBuffer.wrap(bytes, 0, length), count);
    }

    private void write(byte[] key, Column column, @Nullable Object value) {
        if (value == null) {
            return;
        }
        room(key.length);
        System.arraycopy(key, 0, bytes, length, key.length);
        length += key.length;
        switch (column.kind()) {
            case TEXT -> text((String) value);
            case UUID -> text(value.toString());
            case TIMESTAMP -> raw(Long.toString(micros((Instant) value)));
            case INTEGER -> raw(value.toString());
            case DECIMAL -> decimal((Double) value);
        }
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1_000);
    }

    private void decimal(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a value that is no number");
        }
        raw(Double.toString(value));
    }

    private void raw(String ascii) {
        room(ascii.length());
        for (int at = 0; at < ascii.length(); at++) {
            bytes[length++] = (byte) ascii.charAt(at);
        }
    }

    private void text(String value) {
        int units = value.length();
        room(units * MOST_BYTES_A_UNIT + 2);
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int index = 0; index < units; index++) {
            char unit = value.charAt(index);
            if (unit >= ' ' && unit < 0x80 && unit != '"' && unit != '\\') {
                to[at++] = (byte) unit;
            } else if (unit < 0x80) {
                at = escape(unit, to, at);
            } else {
                int codePoint = value.codePointAt(index);
                index += Character.charCount(codePoint) - 1;
                at = utf8(Character.getType(codePoint) == Character.SURROGATE ? REPLACEMENT : codePoint, to, at);
            }
        }
        to[at++] = '"';
        length = at;
    }

    private static int escape(char unit, byte[] to, int at) {
        to[at] = '\\';
        if (unit >= ' ') {
            to[at + 1] = (byte) unit;
            return at + 2;
        }
        to[at + 1] = 'u';
        to[at + 2] = '0';
        to[at + 3] = '0';
        to[at + 4] = (byte) Character.forDigit(unit >> 4, 16);
        to[at + 5] = (byte) Character.forDigit(unit & 15, 16);
        return at + MOST_BYTES_A_UNIT;
    }

    private static int utf8(int codePoint, byte[] to, int at) {
        int more = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
        to[at] = (byte) ((0xff00 >> (more + 1)) | (codePoint >> (6 * more)));
        for (int next = 1; next <= more; next++) {
            to[at + next] = (byte) (0x80 | ((codePoint >> (6 * (more - next))) & 0x3f));
        }
        return at + more + 1;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
