package byline.sites;

import java.util.concurrent.atomic.LongAdder;

/// What became of the hits that were sent since the process began: received = stored + duplicates + rejected +
/// quarantined, as soon as nothing is under way.
public final class HitCounts {
    private final LongAdder received = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder quarantined = new LongAdder();

    /// All of them at one moment.
    public record Snapshot(long received, long stored, long duplicates, long rejected, long quarantined) {}

    public Snapshot snapshot() {
        return new Snapshot(received.sum(), stored.sum(), duplicates.sum(), rejected.sum(), quarantined.sum());
    }

    void received(long hits) {
        received.add(hits);
    }

    void rejected(long hits) {
        rejected.add(hits);
    }

    void taken(long accepted, long repeated, long aside) {
        stored.add(accepted);
        duplicates.add(repeated);
        quarantined.add(aside);
    }
}
