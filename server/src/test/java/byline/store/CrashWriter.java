package byline.store;

import byline.store.ids.Sizes;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A process to be killed: appends from several threads for ever, and prints each id once it is acknowledged.
final class CrashWriter {
    /// Events in one call.
    static final int CALL = 5;

    /// Small, so that many a kill hits a run being written or merged.
    static final Sizes SIZES = new Sizes(300, 1 << 20, 1 << 20);

    private static final int THREADS = 4;
    private static final long ROUND = 1L << 32;

    private CrashWriter() {}

    /// Runs until it is killed.
    ///
    /// @param arguments data folder, and a number that makes the ids of this run its own
    public static void main(String[] arguments) {
        Events events = DataFolder.open(Path.of(arguments[0]), Limits.DEFAULTS, SIZES);
        AtomicLong call = new AtomicLong();
        long round = Long.parseLong(arguments[1]) * ROUND / CALL * CALL;
        for (int thread = 0; thread < THREADS; thread++) {
            Thread.ofPlatform().start(() -> appendForEver(events, call, round, System.out));
        }
    }

    private static void appendForEver(Events events, AtomicLong call, long round, PrintStream out) {
        while (true) {
            long first = round + call.getAndIncrement() * CALL;
            List<StoredEvent> batch = SampleEvents.events(first, first + CALL);
            events.append(batch);
            StringBuilder ids = new StringBuilder();
            batch.forEach(event -> ids.append(event.id()).append('\n'));
            out.print(ids);
            out.flush();
        }
    }
}
