package byline.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import byline.store.log.Lines;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes events as the commit log keeps them: one JSON object a line, a key a column, nothing for null.
final class JsonLines {
    /// The longest line the loader reads.
    static final int LONGEST_LINE = 16 << 20;

    private static final HexFormat HEX = HexFormat.of();
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
            case UUID -> raw("\"" + value + "\"");
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
        room(value.length() + 2);
        bytes[length++] = '"';
        for (int at = 0; at < value.length(); at++) {
            char unit = value.charAt(at);
            room(value.length() - at + 8);
            if (unit >= ' ' && unit < 0x7f && unit != '"' && unit != '\\') {
                bytes[length++] = (byte) unit;
            } else if (Character.isHighSurrogate(unit)
                    && at + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(at + 1))) {
                utf8(Character.toCodePoint(unit, value.charAt(++at)));
            } else {
                special(unit);
            }
        }
        bytes[length++] = '"';
    }

    private void special(char unit) {
        if (unit == '"' || unit == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) unit;
        } else if (unit < ' ') {
            raw("\\u00" + HEX.toHexDigits((byte) unit));
        } else {
            utf8(Character.isSurrogate(unit) ? 0xfffd : unit);
        }
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x80) {
            bytes[length++] = (byte) codePoint;
            return;
        }
        int more = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
        bytes[length++] = (byte) ((0xff00 >> (more + 1)) | (codePoint >> (6 * more)));
        for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
            bytes[length++] = (byte) (0x80 | ((codePoint >> shift) & 0x3f));
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
