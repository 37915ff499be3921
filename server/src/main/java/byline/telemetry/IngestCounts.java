package byline.telemetry;

import java.util.concurrent.atomic.LongAdder;

/// What became of the events that were sent since the process began: received = stored + duplicates + rejected, as
/// soon as nothing is under way.
public final class IngestCounts {
    private final LongAdder received = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder stripped = new LongAdder();

    /// All of them at one moment.
    ///
    /// @param stripped stored or repeated events that lost a field which may not be kept
    public record Snapshot(long received, long stored, long duplicates, long rejected, long stripped) {}

    public Snapshot snapshot() {
        return new Snapshot(received.sum(), stored.sum(), duplicates.sum(), rejected.sum(), stripped.sum());
    }

    void received(long events) {
        received.add(events);
    }

    void rejected(long events) {
        rejected.add(events);
    }

    void accepted(Intake.Receipt receipt) {
        stored.add(receipt.created());
        duplicates.add(receipt.duplicates());
        rejected.add(receipt.rejected());
        stripped.add(receipt.stripped());
    }

    /// A delivery that is known to be a repeat as a whole.
    void repeated(long events) {
        received.add(events);
        duplicates.add(events);
    }
}
