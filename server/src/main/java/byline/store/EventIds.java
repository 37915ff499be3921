package byline.store;

import byline.store.ids.Fingerprint;
import byline.store.ids.Fingerprints;
import byline.store.log.CommitLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
///
/// A repeat is looked for on the UTC day it happened: the same id with a timestamp of another day is another event. A
/// site's hit that does not say when it happened has the time of its arrival; sent again after midnight it is still the
/// same hit, so for such a one the day before is looked at too.
final class EventIds implements AutoCloseable {
    private static final long DAY_SECONDS = ChronoUnit.DAYS.getDuration().toSeconds();
    private final Fingerprints fingerprints;
    private final ToLongFunction<EventIdentity> hash;
    private final EventStore store;

    EventIds(Fingerprints fingerprints, ToLongFunction<EventIdentity> hash, EventStore store) {
        this.fingerprints = fingerprints;
        this.hash = hash;
        this.store = store;
    }

    /// Takes note of the events in the engine that are missing here. From now on every event comes by [#add] before it
    /// is written to the log.
    void follow(CommitLog log) {
        store.forEachFrom(
                fingerprints.covered(), (identity, at) -> fingerprints.add(List.of(fingerprint(identity, at))));
        fingerprints.follow(log::nextSegment);
    }

    /// Marks by index what is stored already, or stands earlier in the list. The caller holds a claim on all of them.
    ///
    /// @param loaded returns when everything acknowledged is in the engine
    BitSet findRepeats(List<StoredEvent> events, Runnable loaded) {
        BitSet repeats = fingerprints.find(fingerprintsOf(events));
        repeats.or(findOfTheDayBefore(events));
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

    private BitSet findOfTheDayBefore(List<StoredEvent> events) {
        BitSet found = new BitSet();
        int[] dated = IntStream.range(0, events.size())
                .filter(index -> isDatedHere(events.get(index)))
                .toArray();
        if (dated.length > 0) {
            fingerprints
                    .find(Arrays.stream(dated)
                            .mapToObj(events::get)
                            .map(event -> fingerprint(EventIdentity.of(event), startOfDay(event.timestamp(), -1)))
                            .toList())
                    .stream()
                    .forEach(index -> found.set(dated[index]));
        }
        return found;
    }

    private static boolean isDatedHere(StoredEvent event) {
        return event.stamp().site() != null
                && event.timestamp().equals(event.stamp().receivedAt());
    }

    /// Takes note of events that are about to be written; they count as stored only once they are.
    void add(List<StoredEvent> events) {
        fingerprints.add(fingerprintsOf(events));
    }

    @Override
    public void close() {
        fingerprints.close();
    }

    private Set<EventIdentity> confirm(List<StoredEvent> suspects, Runnable loaded) {
        List<UUID> ids = suspects.stream().map(StoredEvent::id).toList();
        Instant first = suspects.stream()
                .map(StoredEvent::timestamp)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = suspects.stream()
                .map(StoredEvent::timestamp)
                .max(Instant::compareTo)
                .orElseThrow();
        boolean anyDatedHere = suspects.stream().anyMatch(EventIds::isDatedHere);
        Set<EventIdentity> stored = store.findLoaded(ids, anyDatedHere ? startOfDay(first, -1) : first, last);
        if (suspects.stream().allMatch(event -> stored.contains(EventIdentity.of(event)))) {
            return stored;
        }
        loaded.run();
        return store.findLoaded(ids, startOfDay(first, anyDatedHere ? -1 : 0), startOfDay(last, 1));
    }

    private List<Fingerprint> fingerprintsOf(List<StoredEvent> events) {
        return events.stream()
                .map(event -> fingerprint(EventIdentity.of(event), event.timestamp()))
                .toList();
    }

    private Fingerprint fingerprint(EventIdentity identity, Instant timestamp) {
        return new Fingerprint(day(timestamp), hash.applyAsLong(identity));
    }

    private static int day(Instant timestamp) {
        return Math.toIntExact(Math.floorDiv(timestamp.getEpochSecond(), DAY_SECONDS));
    }

    private static Instant startOfDay(Instant timestamp, int daysLater) {
        return Instant.ofEpochSecond((day(timestamp) + daysLater) * DAY_SECONDS);
    }
}
