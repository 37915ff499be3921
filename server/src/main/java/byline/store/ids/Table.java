package byline.store.ids;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Fingerprints in memory, 12 bytes a slot, at most three slots in four taken. Guarded by whoever owns it.
final class Table {
    private static final int FREE = Integer.MIN_VALUE;
    private long[] hashes = new long[1024];
    private int[] days = new int[1024];
    private int size;

    Table() {
        Arrays.fill(days, FREE);
    }

    int size() {
        return size;
    }

    boolean contains(Fingerprint fingerprint) {
        return days[slot(fingerprint.day(), fingerprint.hash())] != FREE;
    }

    void add(Fingerprint fingerprint) {
        int slot = slot(fingerprint.day(), fingerprint.hash());
        if (days[slot] == FREE) {
            days[slot] = fingerprint.day();
            hashes[slot] = fingerprint.hash();
            size++;
            if (size > hashes.length / 4 * 3) {
                grow();
            }
        }
    }

    /// The hashes of each day, sorted.
    SortedMap<Integer, long[]> sortedByDay() {
        SortedMap<Integer, Hashes> byDay = new TreeMap<>();
        for (int slot = 0; slot < days.length; slot++) {
            if (days[slot] != FREE) {
                byDay.computeIfAbsent(days[slot], _ -> new Hashes()).add(hashes[slot]);
            }
        }
        SortedMap<Integer, long[]> sorted = new TreeMap<>();
        byDay.forEach((day, list) -> sorted.put(day, list.sorted()));
        return sorted;
    }

    private int slot(int day, long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (days[slot] != FREE && (days[slot] != day || hashes[slot] != hash)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldDays = days;
        hashes = new long[oldHashes.length * 2];
        days = new int[oldDays.length * 2];
        Arrays.fill(days, FREE);
        for (int old = 0; old < oldDays.length; old++) {
            if (oldDays[old] != FREE) {
                int slot = slot(oldDays[old], oldHashes[old]);
                days[slot] = oldDays[old];
                hashes[slot] = oldHashes[old];
            }
        }
    }

    /// Hashes of a day, as they come.
    private static final class Hashes {
        private long[] hashes = new long[16];
        private int size;

        void add(long hash) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, size * 2);
            }
            hashes[size++] = hash;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(hashes, size);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
