package byline.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a known word stands for straight from the bytes it is written in, without making a string.
final class Words<T> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final byte[] @Nullable [] words;
    private final long[] hashes;
    private final Object[] meanings;
    private final int mask;
    private int longest;

    Words(Map<String, T> meanings) {
        int slots = Integer.highestOneBit(Math.max(8, meanings.size()) * 4);
        this.words = new byte[slots][];
        this.hashes = new long[slots];
        this.meanings = new Object[slots];
        this.mask = slots - 1;
        meanings.forEach(this::put);
    }

    private void put(String word, T meaning) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        long hash = hash(bytes, 0, bytes.length);
        longest = Math.max(longest, bytes.length);
        int slot = slot(hash);
        while (words[slot] != null) {
            slot = (slot + 1) & mask;
        }
        words[slot] = bytes;
        hashes[slot] = hash;
        meanings[slot] = meaning;
    }

    /// The meaning of the word between two offsets, or null.
    @Nullable
    T find(byte[] bytes, int from, int to) {
        return find(bytes, from, to, hash(bytes, from, to));
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T find(byte[] bytes, int from, int to, long hash) {
        int slot = slot(hash);
        for (byte[] word = words[slot]; word != null; word = words[slot]) {
            if (hashes[slot] == hash && Arrays.equals(bytes, from, to, word, 0, word.length)) {
                return (T) meanings[slot];
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private int slot(long hash) {
        return (int) (hash >>> 40) & mask;
    }

    /// Equal for equal bytes; not secret, so a match is to be confirmed.
    static long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 8) {
            return mix(tail(bytes, from, to), length);
        }
        long hash = (long) LONG.get(bytes, to - 8);
        for (int at = from; at < to - 8; at += 8) {
            hash = mix(hash, (long) LONG.get(bytes, at));
        }
        return mix(hash, length);
    }

    private static long tail(byte[] bytes, int from, int to) {
        long tail = 0;
        for (int at = from; at < to; at++) {
            tail = (tail << 8) | (bytes[at] & 0xFF);
        }
        return tail;
    }

    private static long mix(long one, long other) {
        long product = (Long.rotateLeft(one, 23) ^ other) * MULTIPLIER;
        return product ^ (product >>> 29);
    }
}
