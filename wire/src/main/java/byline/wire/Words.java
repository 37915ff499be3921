package byline.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Finds what a known word stands for straight from the bytes it is written in, without making a string. A word is at
/// most 24 bytes long, so that three numbers and its length are the whole of it.
final class Words<T> {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    /// Bytes of a word.
    static final int LONGEST = 3 * Long.BYTES;

    /// A row of the table: the word as three numbers, then its own with its length.
    private static final int ROW = 4;

    private static final int SECOND = 1;
    private static final int THIRD = 2;
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
        long first = number(bytes, 0, bytes.length);
        long second = number(bytes, Long.BYTES, bytes.length);
        long third = number(bytes, 2 * Long.BYTES, bytes.length);
        int row = row(first, second, third, bytes.length);
        while (table[row + NUMBER] != NONE) {
            row = (row + ROW) & mask;
        }
        table[row] = first;
        table[row + SECOND] = second;
        table[row + THIRD] = third;
        table[row + NUMBER] = numbered(count, bytes.length);
        meanings[count] = meaning;
        count++;
    }

    int size() {
        return count;
    }

    /// The number of the word that these bytes are, from 0, or -1.
    int number(byte[] word) {
        return number(
                number(word, 0, word.length),
                number(word, Long.BYTES, word.length),
                number(word, 2 * Long.BYTES, word.length),
                word.length);
    }

    /// The number of the word that these numbers and its length are, from 0, or -1. They mean nothing if it is longer
    /// than any word.
    int number(long first, long second, long third, int length) {
        if (length > longest) {
            return -1;
        }
        int row = row(first, second, third, length);
        for (long number = table[row + NUMBER]; number != NONE; number = table[row + NUMBER]) {
            if (table[row] == first
                    && table[row + SECOND] == second
                    && table[row + THIRD] == third
                    && (int) number == length) {
                return (int) (number >>> Integer.SIZE);
            }
            row = (row + ROW) & mask;
        }
        return -1;
    }

    /// What the eight bytes from an offset are as a number; those past the end are zeros.
    static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int at = Math.min(from + Long.BYTES, to) - 1; at >= from; at--) {
            number = (number << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return number;
    }

    @SuppressWarnings("unchecked")
    T meaning(int number) {
        return (T) meanings[number];
    }

    private int row(long first, long second, long third, int length) {
        long mixed = (first ^ Long.rotateLeft(second, 29) ^ Long.rotateLeft(third, 13) ^ length) * MULTIPLIER;
        return (int) (mixed >>> 40) & mask;
    }

    private static long numbered(int number, int length) {
        return (long) number << Integer.SIZE | length;
    }
}
