package byline.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a known word stands for straight from the bytes it is written in, without making a string. A word is at
/// most 24 bytes long, so that three numbers and its length are the whole of it.
final class Words<T> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int LONGEST = 3 * Long.BYTES;

    /// A row of the table: the word's first, middle and last number, then its own with its length.
    private static final int ROW = 4;

    private static final int MIDDLE = 1;
    private static final int LAST = 2;
    private static final int NUMBER = 3;
    private static final long NONE = -1;

    private final long[] table;
    private final Object[] meanings;
    private final int mask;
    private int count;
    private int longest;

    /// @throws IllegalArgumentException for a word that is too long
    Words(Map<String, T> meanings) {
        this.table = new long[Integer.highestOneBit(Math.max(8, meanings.size()) * 4) * ROW];
        this.mask = table.length - ROW;
        this.meanings = new Object[meanings.size()];
        for (int row = 0; row < table.length; row += ROW) {
            table[row + NUMBER] = NONE;
        }
        meanings.forEach(this::put);
    }

    private void put(String word, T meaning) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("a word of more than " + LONGEST + " bytes: " + word);
        }
        longest = Math.max(longest, bytes.length);
        long first = first(bytes, 0, bytes.length);
        long last = last(bytes, bytes.length, bytes.length);
        int row = row(first, last, bytes.length);
        while (table[row + NUMBER] != NONE) {
            row = (row + ROW) & mask;
        }
        table[row] = first;
        table[row + MIDDLE] = middle(bytes, 0, bytes.length);
        table[row + LAST] = last;
        table[row + NUMBER] = numbered(count, bytes.length);
        meanings[count] = meaning;
        count++;
    }

    int size() {
        return count;
    }

    /// The meaning of the word between two offsets, or null.
    @Nullable
    T find(byte[] bytes, int from, int to) {
        int number = number(bytes, from, to);
        return number < 0 ? null : meaning(number);
    }

    /// The number of the word between two offsets, from 0, or -1.
    int number(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > longest) {
            return -1;
        }
        long first = first(bytes, from, length);
        long last = last(bytes, to, length);
        int row = row(first, last, length);
        for (long number = table[row + NUMBER]; number != NONE; number = table[row + NUMBER]) {
            if (table[row] == first && table[row + LAST] == last && (int) number == length) {
                if (table[row + MIDDLE] == middle(bytes, from, length)) {
                    return (int) (number >>> Integer.SIZE);
                }
            }
            row = (row + ROW) & mask;
        }
        return -1;
    }

    @SuppressWarnings("unchecked")
    T meaning(int number) {
        return (T) meanings[number];
    }

    private int row(long first, long last, int length) {
        long mixed = (first ^ Long.rotateLeft(last, 29) ^ length) * MULTIPLIER;
        return (int) (mixed >>> 40) & mask;
    }

    private static long numbered(int number, int length) {
        return (long) number << Integer.SIZE | length;
    }

    private static long first(byte[] bytes, int from, int length) {
        if (length >= Long.BYTES) {
            return (long) LONG.get(bytes, from);
        }
        return from + Long.BYTES <= bytes.length
                ? (long) LONG.get(bytes, from) & ((1L << (Byte.SIZE * length)) - 1)
                : few(bytes, from, length);
    }

    private static long few(byte[] bytes, int from, int length) {
        long few = 0;
        for (int at = from + length - 1; at >= from; at--) {
            few = (few << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return few;
    }

    private static long middle(byte[] bytes, int from, int length) {
        return length > 2 * Long.BYTES ? (long) LONG.get(bytes, from + Long.BYTES) : 0;
    }

    private static long last(byte[] bytes, int to, int length) {
        return length >= Long.BYTES ? (long) LONG.get(bytes, to - Long.BYTES) : 0;
    }
}
