package byline.store.ids;

/// A blocked Bloom filter of 12 bits a hash: says "never" with one look at memory, wrong "perhaps" in about 1 %.
final class Filter {
    private static final int BITS_PER_HASH = 12;
    private static final int BLOCK_WORDS = 8;
    private static final int PROBES = 6;
    private final long[] words;

    Filter(long[] words) {
        this.words = words;
    }

    static Filter forAtMost(long hashes) {
        long blocks = Math.max(1, Math.ceilDiv(hashes * BITS_PER_HASH, BLOCK_WORDS * Long.SIZE));
        return new Filter(new long[Math.toIntExact(blocks * BLOCK_WORDS)]);
    }

    long[] words() {
        return words;
    }

    void add(long hash) {
        int block = block(hash);
        long bits = bits(hash);
        for (int probe = 0; probe < PROBES; probe++, bits >>>= 9) {
            words[block + (int) ((bits >>> 6) & 7)] |= 1L << (bits & 63);
        }
    }

    boolean mayContain(long hash) {
        int block = block(hash);
        long bits = bits(hash);
        for (int probe = 0; probe < PROBES; probe++, bits >>>= 9) {
            if ((words[block + (int) ((bits >>> 6) & 7)] & (1L << (bits & 63))) == 0) {
                return false;
            }
        }
        return true;
    }

    private int block(long hash) {
        long blocks = words.length / BLOCK_WORDS;
        return (int) (((hash >>> 32) * blocks) >>> 32) * BLOCK_WORDS;
    }

    private static long bits(long hash) {
        long mixed = hash * 0x9e3779b97f4a7c15L;
        return mixed ^ (mixed >>> 29);
    }
}
