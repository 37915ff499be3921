package byline.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The keys of the objects that are open, so that one that comes twice is found. They are one stack, an object on top
/// of the one it is in: where that one begins, the marks of keys that have a number, then a hash and a place for each
/// other key.
final class Keys {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int MOST_COLLISIONS = 8;
    private static final int MARKS = 1;
    private static final int KEYS = 2;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int most;
    private long[] stack = new long[16];
    private int top;
    private int object = -1;
    private int collisions;

    /// @param most keys of one object
    Keys(byte[] bytes, int start, int end, int most) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.most = most;
    }

    void open() {
        int outer = object;
        object = top;
        push(outer);
        push(0);
    }

    void close() {
        top = object;
        object = (int) stack[object];
    }

    private void push(long entry) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top] = entry;
        top++;
    }

    /// Adds a key that has a number, from 0 to 63, to the innermost object and says whether it is new there.
    boolean addKnown(int number) {
        long marks = stack[object + MARKS];
        stack[object + MARKS] = marks | (1L << number);
        return (marks >>> number & 1) == 0;
    }

    /// Adds any other key to the innermost object and says whether it is new there.
    ///
    /// @param hash of its characters, however they are escaped
    /// @param from where it begins, after its quote
    boolean add(long hash, int from, int to) {
        if (isKnown((int) hash, from, to)) {
            return false;
        }
        if (top - (object + KEYS) == most) {
            throw new Malformed("limit", "", "more than " + most + " members in one object");
        }
        push(hash << Integer.SIZE | from);
        return true;
    }

    private boolean isKnown(int hash, int from, int to) {
        for (int key = object + KEYS; key < top; key++) {
            if ((int) (stack[key] >>> Integer.SIZE) == hash) {
                if (isSame((int) stack[key], from, to)) {
                    return true;
                }
                refuseCollisions();
            }
        }
        return false;
    }

    /// Different keys of one hash do not happen by chance, and comparing many of them is work.
    private void refuseCollisions() {
        collisions++;
        if (collisions > MOST_COLLISIONS) {
            throw new Malformed("limit", "", "keys made to be hard to tell apart");
        }
    }

    private boolean isSame(int other, int from, int to) {
        Text text = new Text(bytes, start, end);
        int otherTo = text.end(other);
        return Arrays.equals(bytes, from, to, bytes, other, otherTo)
                || text.decode(other, otherTo).equals(decoded(text, from));
    }

    private static String decoded(Text text, int from) {
        int to = text.end(from);
        return text.decode(from, to);
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
