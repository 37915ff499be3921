package byline.store.ids;

import java.util.UUID;

/// SipHash-2-4 under a secret key: whoever does not know the key can't choose ids that collide.
public final class SipHash {
    private final long key0;
    private final long key1;

    public SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /// The fingerprint of an id within a name space.
    public long hash(String space, UUID id) {
        State state = new State(key0, key1);
        state.add(id.getMostSignificantBits());
        state.add(id.getLeastSignificantBits());
        int units = space.length();
        for (int at = 0; at < units; at += 4) {
            long word = 0;
            for (int unit = at; unit < Math.min(at + 4, units); unit++) {
                word |= (long) space.charAt(unit) << (16 * (unit - at));
            }
            state.add(word);
        }
        state.add(units);
        return state.end();
    }

    /// The four words of the algorithm, as its authors name them.
    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void add(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long end() {
            v2 ^= 0xff;
            for (int round = 0; round < 4; round++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
