package byline.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a known word stands for straight from the bytes it is written in, without making a string. A word is at
/// most 24 bytes long, so that three numbers and its length are the whole of it.
final class Words<T> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int LONGEST = 3 * Long.BYTES;

    private final long[] firsts;
    private final long[] middles;
    private final long[] lasts;
    private final int[] lengths;
    private final int[] numbers;
    private final Object[] meanings;
    private final int mask;
    private int count;
    private int longest;

    /// @throws IllegalArgumentException for a word that is too long
    Words(Map<String, T> meanings) {
        int slots = Integer.highestOneBit(Math.max(8, meanings.size()) * 4);
        this.firsts = new long[slots];
        this.middles = new long[slots];
        this.lasts = new long[slots];
        this.lengths = new int[slots];
        this.numbers = new int[slots];
        Arrays.fill(numbers, -1);
        this.meanings = new Object[meanings.size()];
        this.mask = slots - 1;
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
        int slot = slot(first, last, bytes.length);
        while (numbers[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        firsts[slot] = first;
        middles[slot] = middle(bytes, 0, bytes.length);
        lasts[slot] = last;
        lengths[slot] = bytes.length;
        numbers[slot] = count;
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
        int slot = slot(first, last, length);
        while (numbers[slot] >= 0) {
            if (firsts[slot] == first && lasts[slot] == last && lengths[slot] == length) {
                if (middles[slot] == middle(bytes, from, length)) {
                    return numbers[slot];
                }
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    @SuppressWarnings("unchecked")
    T meaning(int number) {
        return (T) meanings[number];
    }

    private int slot(long first, long last, int length) {
        long mixed = (first ^ Long.rotateLeft(last, 29) ^ length) * MULTIPLIER;
        return (int) (mixed >>> 40) & mask;
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
