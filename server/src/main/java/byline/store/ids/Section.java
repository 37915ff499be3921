package byline.store.ids;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The hashes of one day within a [Run]: sorted pages on disk, the first hash of each page in memory, and a filter
/// that is in memory while it is used.
final class Section {
    /// Hashes in a page.
    static final int PAGE = 512;

    private static final long SECOND = 1_000_000_000L;
    private final Place place;
    private final long[] firsts;
    private volatile @Nullable Filter filter;
    private volatile long lastUsed;
    private volatile long noRoomAt = System.nanoTime() - SECOND;

    Section(Place place, long[] firsts) {
        this.place = place;
        this.firsts = firsts;
    }

    Place place() {
        return place;
    }

    /// The filter, if it is in memory.
    @Nullable
    Filter filter() {
        return filter;
    }

    void keep(@Nullable Filter loaded) {
        filter = loaded;
    }

    /// Nanoseconds of [System#nanoTime], to about a second.
    long lastUsed() {
        return lastUsed;
    }

    void use(long now) {
        if (now - lastUsed > SECOND) {
            lastUsed = now;
        }
    }

    /// There was no room for the filter just now.
    void noRoom(long now) {
        noRoomAt = now;
    }

    /// Whether the filter is not in memory, and it is worth a try to get it there.
    boolean wantsFilter(long now) {
        return filter == null && now - noRoomAt >= SECOND;
    }

    /// Which page a hash would be on; negative when it is smaller than all.
    int page(long hash) {
        int found = Arrays.binarySearch(firsts, hash);
        return found >= 0 ? found : -found - 2;
    }

    /// Where a section stands in its file: sorted hashes, then the words of its filter, 8 bytes each.
    ///
    /// @param count of hashes
    record Place(int day, long start, long count, int filterWords) {
        int pages() {
            return Math.toIntExact(Math.ceilDiv(count, PAGE));
        }

        long filterStart() {
            return start + count * Long.BYTES;
        }

        long pageStart(int page) {
            return start + (long) page * PAGE * Long.BYTES;
        }

        int pageLength(int page) {
            return (int) Math.min(PAGE, count - (long) page * PAGE);
        }
    }
}
