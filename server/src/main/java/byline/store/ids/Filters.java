package byline.store.ids;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The filters in memory, never more than so many bytes: one that nobody used for a while makes room for another,
/// and a section whose filter finds no room is searched on disk.
final class Filters {
    private static final long UNUSED_NANOS = TimeUnit.MINUTES.toNanos(1);
    private final long bytes;

    Filters(long bytes) {
        this.bytes = bytes;
    }

    /// Whether a run has this hash in this section: exact, but mostly the filter alone knows that it has not.
    boolean contains(Collection<Run> all, Run run, Section section, long hash) throws IOException {
        long now = System.nanoTime();
        section.use(now);
        if (section.wantsFilter(now)) {
            load(all, run, section, now);
        }
        Filter filter = section.filter();
        return (filter == null || filter.mayContain(hash)) && run.contains(section, hash);
    }

    private synchronized void load(Collection<Run> all, Run run, Section section, long now) throws IOException {
        if (!section.wantsFilter(now)) {
            return;
        }
        List<Section> held = all.stream()
                .flatMap(each -> each.sections().values().stream())
                .filter(each -> each.filter() != null)
                .sorted(Comparator.comparingLong(Section::lastUsed))
                .toList();
        long free = bytes - held.stream().mapToLong(Filters::bytes).sum() - bytes(section);
        for (Section oldest : held) {
            if (free < 0 && now - oldest.lastUsed() > UNUSED_NANOS) {
                oldest.keep(null);
                free += bytes(oldest);
            }
        }
        if (free < 0) {
            section.noRoom(now);
        } else {
            section.keep(run.readFilter(section));
        }
    }

    private static long bytes(Section section) {
        return (long) section.place().filterWords() * Long.BYTES;
    }
}
