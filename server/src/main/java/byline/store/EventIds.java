package byline.store;

import byline.store.FilingDays.Days;
import byline.store.ids.Fingerprint;
import byline.store.ids.Fingerprints;
import byline.store.log.CommitLog;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Tells new events from repeats. A fingerprint says "never seen" at once; what it says "perhaps" to is looked up in
/// the engine, so a repeat is found however old it is, and two ids with one fingerprint are still two events.
final class EventIds implements AutoCloseable {
    private final Fingerprints fingerprints;
    private final ToLongFunction<EventIdentity> hash;
    private final EventStore store;
    private final FilingDays filing;

    EventIds(Fingerprints fingerprints, ToLongFunction<EventIdentity> hash, EventStore store, FilingDays filing) {
        this.fingerprints = fingerprints;
        this.hash = hash;
        this.store = store;
        this.filing = filing;
    }

    /// Takes note of the events in the engine that are missing here. From now on every event comes by [#add] before it
    /// is written to the log.
    void follow(CommitLog log) {
        store.forEachFrom(
                fingerprints.covered(),
                (identity, filed) -> fingerprints.add(List.of(fingerprint(FilingDays.of(filed), identity))));
        fingerprints.follow(log::nextSegment);
    }

    /// Marks by index what is stored already, or stands earlier in the list. The caller holds a claim on all of them.
    ///
    /// @param loaded returns when everything acknowledged is in the engine
    BitSet findRepeats(List<StoredEvent> events, Runnable loaded) {
        List<Fingerprint> known = fingerprintsOf(events);
        BitSet repeats = fingerprints.find(known);
        repeats.or(findOnOtherDays(events, known));
        if (!repeats.isEmpty()) {
            Set<EventIdentity> stored =
                    confirm(repeats.stream().mapToObj(events::get).toList(), loaded);
            for (int index : repeats.stream().toArray()) {
                repeats.set(index, stored.contains(EventIdentity.of(events.get(index))));
            }
        }
        Set<EventIdentity> seen = HashSet.newHashSet(events.size());
        for (int index = 0; index < events.size(); index++) {
            if (!seen.add(EventIdentity.of(events.get(index)))) {
                repeats.set(index);
            }
        }
        return repeats;
    }

    private BitSet findOnOtherDays(List<StoredEvent> events, List<Fingerprint> known) {
        List<Days> filed = events.stream().map(filing::filed).toList();
        Days all = Days.spanning(filed.stream().filter(Days::areSeveral).toList());
        BitSet found = new BitSet();
        for (int day = all.first(); day <= all.last(); day++) {
            int here = day;
            int[] indexes = IntStream.range(0, filed.size())
                    .filter(index ->
                            filed.get(index).has(here) && known.get(index).day() != here)
                    .toArray();
            fingerprints
                    .find(Arrays.stream(indexes)
                            .mapToObj(index ->
                                    new Fingerprint(here, known.get(index).hash()))
                            .toList())
                    .stream()
                    .forEach(index -> found.set(indexes[index]));
        }
        return found;
    }

    /// Takes note of events that are about to be written; they count as stored only once they are.
    void add(List<StoredEvent> events) {
        fingerprints.add(fingerprintsOf(events));
    }

    @Override
    public void close() {
        fingerprints.close();
    }

    /// Looks first at the times that the suspects themselves say, which are those of most repeats.
    private Set<EventIdentity> confirm(List<StoredEvent> suspects, Runnable loaded) {
        List<UUID> ids = suspects.stream().map(StoredEvent::id).toList();
        Instant first = suspects.stream()
                .map(FilingDays::earliest)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = suspects.stream()
                .map(StoredEvent::timestamp)
                .max(Instant::compareTo)
                .orElseThrow();
        Set<EventIdentity> stored = store.findLoaded(ids, first, last);
        if (suspects.stream().allMatch(event -> stored.contains(EventIdentity.of(event)))) {
            return stored;
        }
        loaded.run();
        Days dated = Days.spanning(suspects.stream().map(filing::dated).toList());
        return store.findLoaded(ids, dated.start(), dated.end());
    }

    private List<Fingerprint> fingerprintsOf(List<StoredEvent> events) {
        return events.stream()
                .map(event -> fingerprint(FilingDays.of(event), EventIdentity.of(event)))
                .toList();
    }

    private Fingerprint fingerprint(int day, EventIdentity identity) {
        return new Fingerprint(day, hash.applyAsLong(identity));
    }
}
