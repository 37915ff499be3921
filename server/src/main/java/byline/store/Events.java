package byline.store;

import byline.store.log.CommitLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one door to the events: append is durable when it returns, and a read sees everything appended before it began.
public final class Events implements AutoCloseable {
    private static final Duration LAST_LOAD = Duration.ofSeconds(30);
    private final Limits.Reads limits;
    private final EventStore store;
    private final CommitLog log;
    private final Loader loader;
    private final SessionMoments<SessionStart> starts;
    private final SessionMoments<String> ends;
    private final EventIds ids;
    private final KnownSessions sessions;
    private final Claims claims = new Claims();
    private final Semaphore reads;
    private final AtomicLong remarked = new AtomicLong();
    private volatile LongConsumer watch = nanos -> {};

    /// Takes up what the last run left in the log before it returns.
    Events(Limits.Reads limits, EventStore store, CommitLog log, EventIds ids, KnownSessions sessions) {
        this.limits = limits;
        this.store = store;
        this.log = log;
        this.ids = ids;
        this.sessions = sessions;
        this.starts = new SessionMoments<>(SessionMoments.STARTED, SessionStart::of, store::findSessionStart, sessions);
        this.ends = new SessionMoments<>(SessionMoments.ENDED, StoredEvent::rest, store::findSessionEnd, sessions);
        this.loader = new Loader(log, store, this::forget);
        this.reads = new Semaphore(limits.concurrent());
        ids.follow(log);
        sessions.follow(log);
        loader.start();
    }

    /// Opens the store of this data folder, or makes it; takes up what a crash left behind.
    ///
    /// @throws java.io.UncheckedIOException when the folder can't be used or a file in it is damaged, naming the
    /// file
    public static Events open(Path dataFolder, Limits limits) {
        return DataFolder.open(dataFolder, limits);
    }

    /// Stores what is new; one call is stored whole or not at all.
    ///
    /// @return what became of each event; a repeat is found however old it is, if its timestamp is of the same UTC
    /// day, or, for a site's hit that has its time from this server, of the day before
    /// @throws Overloaded when the backlog is past its bound or the disk failed; nothing was stored
    public Receipt append(List<StoredEvent> events) {
        return append(events, receipt -> List.of());
    }

    /// The same, and with it what the caller notes about the outcome: the events and the notes are stored together or
    /// not at all.
    ///
    /// @param note makes events, with ids nobody else has, of what became of the others
    public Receipt append(List<StoredEvent> events, Function<Receipt, List<StoredEvent>> note) {
        log.refuseWhenFull();
        List<EventIdentity> identities = events.stream().map(EventIdentity::of).toList();
        try (Claims.Claim _ = claims.hold(identities, limits.freshness())) {
            BitSet repeats = ids.findRepeats(events, this::awaitLoaded);
            Receipt receipt = Receipt.of(events.size(), repeats);
            List<StoredEvent> fresh = Stream.concat(
                            IntStream.range(0, events.size())
                                    .filter(index -> !repeats.get(index))
                                    .mapToObj(events::get),
                            note.apply(receipt).stream())
                    .toList();
            if (!fresh.isEmpty()) {
                write(fresh);
            }
            return receipt;
        }
    }

    /// Runs a report, one row at a time in its own order.
    ///
    /// @param report name of a `.sql` file in `byline/store/duckdb`; `migration/1.sql` has the columns
    /// @param parameters values of its `:name` parameters: text, numbers, instants, UUIDs, lists of text or of
    ///     UUIDs, null; a missing name is a bug
    /// @throws Overloaded when what was acknowledged can't be loaded, or the report can't be run, in time
    public <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape) {
        awaitLoaded();
        try {
            if (!reads.tryAcquire(limits.freshness().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Overloaded("too many reports run at this moment");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Overloaded("interrupted while other reports ran");
        }
        try {
            return store.read(report, parameters, shape);
        } finally {
            reads.release();
        }
    }

    /// How a session of this organisation began, if it has been opened.
    public Optional<SessionStart> findSessionStart(String reporter, UUID sessionId) {
        return starts.find(reporter, sessionId);
    }

    /// How a session of this organisation ended, if it has: the `rest` of the first `byline.session_ended` event.
    public Optional<String> findSessionEnd(String reporter, UUID sessionId) {
        return ends.find(reporter, sessionId);
    }

    /// Gives the events of a day, as far as they are acknowledged, to the owners of their places, if nobody owns them
    /// or two claim them. Loading waits meanwhile.
    ///
    /// @return how many changed hands; the same again changes none
    public long restamp(Restamp.Day day) {
        awaitLoaded();
        try {
            return store.restamp(day);
        } finally {
            remarked.incrementAndGet();
        }
    }

    /// Deletes what none of its organisations keeps any longer. Loading waits meanwhile.
    ///
    /// @return how many events went
    public long expire(Retention retention) {
        awaitLoaded();
        try {
            return store.expire(retention);
        } finally {
            remarked.incrementAndGet();
        }
    }

    /// Decides about a slice of a site's events, as far as they are acknowledged. All reads agree with it from then on.
    ///
    /// @return how many events it changed
    public long decide(SiteSlice slice, SliceDecision decision) {
        awaitLoaded();
        try {
            return store.decide(slice, decision);
        } finally {
            remarked.incrementAndGet();
        }
    }

    /// Takes a decision about a slice back: its events are as all other decisions leave them.
    ///
    /// @return how many events it had changed; empty when the site has no such decision, or it is taken back
    public OptionalLong undo(String site, String id, SliceDecision undoing) {
        try {
            return store.undo(site, id, undoing);
        } finally {
            remarked.incrementAndGet();
        }
    }

    /// Notes how far such a job is, for whoever asks, after a restart too.
    public void note(Restamp job) {
        store.note(job);
    }

    /// The same as long as no answer can have changed.
    public Edition edition() {
        return new Edition(counters().acknowledged(), remarked.get());
    }

    /// Has somebody hear, from now on, how many nanoseconds each append waited for the disk.
    public void watchCommits(LongConsumer nanos) {
        watch = nanos;
    }

    /// Reports that wait for their turn, and calls that wait for the engine.
    public int waiting() {
        return reads.getQueueLength() + store.waiting();
    }

    public Counters counters() {
        long loaded = loader.progress().loaded();
        return new Counters(Math.max(loaded, log.acknowledged()), loaded, log.backlogBytes());
    }

    /// Refuses what comes from now on, loads what was acknowledged, as far as that takes half a minute, and lets go of
    /// the files.
    @Override
    public void close() {
        log.close();
        loader.close(LAST_LOAD);
        ids.close();
        sessions.close();
        store.close();
    }

    private void write(List<StoredEvent> fresh) {
        JsonLines lines = new JsonLines(fresh.size());
        fresh.forEach(lines::add);
        try (CommitLog.Room room = log.reserve(lines.lines())) {
            ids.add(fresh);
            sessions.add(fresh);
            long begun = System.nanoTime();
            room.write();
            watch.accept(System.nanoTime() - begun);
        }
        long position = log.acknowledged();
        starts.remember(fresh, position);
        ends.remember(fresh, position);
        loader.progress().wake();
    }

    private void forget(long loaded) {
        starts.forget(loaded);
        ends.forget(loaded);
    }

    private void awaitLoaded() {
        loader.progress().await(log.acknowledged(), limits.freshness());
    }

    /// What became of the events of one append, in their order.
    ///
    /// @param duplicates how many were already there under the same id and reporter
    public record Receipt(List<Boolean> stored, int duplicates) {
        static Receipt of(int events, BitSet repeats) {
            List<Boolean> stored = IntStream.range(0, events)
                    .mapToObj(index -> !repeats.get(index))
                    .toList();
            return new Receipt(stored, repeats.cardinality());
        }
    }

    /// One row of a report, by column name; a column it does not have is a bug.
    public interface Row {
        @Nullable
        String text(String column);

        /// The number, 0 for null.
        long number(String column);

        @Nullable
        Double decimal(String column);

        @Nullable
        Instant instant(String column);
    }

    /// What has come in since the data folder was made.
    ///
    /// @param acknowledged events durable since the data folder was made
    /// @param loaded of these, queryable
    /// @param backlogBytes of log not yet loaded
    public record Counters(long acknowledged, long loaded, long backlogBytes) {}

    /// What answers are made of: all that was acknowledged, as its owners were when it was last looked at.
    public record Edition(long acknowledged, long remarked) {}

    /// The store can't take or answer more at this moment.
    public static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Overloaded(String message) {
            super(message);
        }
    }
}
