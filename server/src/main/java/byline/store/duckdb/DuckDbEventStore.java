package byline.store.duckdb;

import byline.store.EventIdentity;
import byline.store.EventStore;
import byline.store.Events.Row;
import byline.store.Limits;
import byline.store.Restamp;
import byline.store.Retention;
import byline.store.SessionStart;
import byline.store.SiteSlice;
import byline.store.SliceDecision;
import byline.store.log.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// The events in one DuckDB file. Reports, look-ups and loading have threads of their own, so none waits for another.
public final class DuckDbEventStore implements EventStore {
    private static final int LOOKUPS = 2;
    private static final long SMALL_LOG = 4 << 20;
    private final DuckDbFile file;
    private final DuckDBConnection root;
    private final Reports reports;
    private final Connections lookups;
    private final Connections loading;
    private final Statements statements = new Statements();
    private final SegmentLoad load = new SegmentLoad();
    private final Sql identities = Sql.load("lookup/identities");
    private final Sql identitiesSince = Sql.load("lookup/identities_since");
    private final Sql sessionsSince = Sql.load("lookup/sessions_since");
    private final Sql sessionStart = Sql.load("lookup/session_start");
    private final Sql sessionEnd = Sql.load("lookup/session_end");
    private final RestampDay restamp = new RestampDay();
    private final Slices slices = new Slices();
    private final Expiry expiry = new Expiry();

    private DuckDbEventStore(DuckDbFile file, DuckDBConnection root, Limits.Reads limits) throws SQLException {
        this.file = file;
        this.root = root;
        this.reports = new Reports(limits, root);
        this.lookups = new Connections("duckdb-lookup", LOOKUPS, root);
        this.loading = new Connections("duckdb-load", 1, root);
    }

    /// Opens the file in this folder, or makes it, and brings its schema forward.
    ///
    /// @throws IOException when it can't be opened, because another process has it, or a newer version wrote it
    public static DuckDbEventStore open(Path folder, Limits limits) throws IOException {
        DuckDbFile file = new DuckDbFile(folder, limits.engine());
        try {
            DuckDBConnection root = file.open();
            Migrations.run(root);
            return new DuckDbEventStore(file, root, limits.reads());
        } catch (SQLException failure) {
            throw new IOException("event store " + file.path() + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public Segment lastLoaded() {
        return loading.call(load::last);
    }

    @Override
    public void load(Segment segment) {
        loading.call(connection -> {
            load.run(connection, segment);
            return segment;
        });
    }

    @Override
    public <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape) {
        return reports.read(report, parameters, shape);
    }

    @Override
    public Set<EventIdentity> findLoaded(Collection<UUID> ids, Instant since, Instant until) {
        Map<String, Object> parameters = Map.of("ids", ids, "since", since, "until", until);
        return new HashSet<>(look(identities, parameters, DuckDbEventStore::identity));
    }

    @Override
    public Optional<SessionStart> findSessionStart(String reporter, UUID sessionId) {
        return findMoment(sessionStart, reporter, sessionId, DuckDbEventStore::sessionStart);
    }

    @Override
    public Optional<String> findSessionEnd(String reporter, UUID sessionId) {
        return findMoment(sessionEnd, reporter, sessionId, row -> Objects.requireNonNull(row.text("rest")));
    }

    @Override
    public long restamp(Restamp.Day day) {
        return loading.call(connection -> restamp.run(connection, day));
    }

    @Override
    public long expire(Retention retention) {
        return loading.call(connection -> expiry.run(connection, retention));
    }

    @Override
    public long decide(SiteSlice slice, SliceDecision decision) {
        return loading.call(connection -> slices.decide(connection, slice, decision));
    }

    @Override
    public OptionalLong undo(String site, String id, SliceDecision undoing) {
        return loading.call(connection -> slices.undo(connection, site, id, undoing));
    }

    @Override
    public void note(Restamp job) {
        loading.call(connection -> {
            restamp.note(connection, job);
            return job;
        });
    }

    @Override
    public void forEachFrom(long segment, BiConsumer<EventIdentity, Instant> consumer) {
        forEachChunk(identitiesSince, segment, chunk -> IdentityChunk.forEach(chunk, consumer));
    }

    @Override
    public void forEachSessionFrom(long segment, BiConsumer<String, UUID> consumer) {
        forEachChunk(sessionsSince, segment, chunk -> {
            for (long row = 0; row < chunk.rowCount(); row++) {
                consumer.accept(
                        chunk.vector(0).getString(row),
                        UUID.fromString(chunk.vector(1).getString(row)));
            }
        });
    }

    private void forEachChunk(Sql since, long segment, Consumer<DuckDBDataChunkReader> consumer) {
        lookups.call(connection -> {
            Map<String, Object> parameters = Map.of("seq", SegmentLoad.seqBefore(segment));
            try (PreparedStatement statement = since.bind(connection, parameters);
                    DuckDBChunkedResult result =
                            statement.unwrap(DuckDBPreparedStatement.class).query()) {
                while (result.nextChunk()) {
                    consumer.accept(result.chunk());
                }
                return segment;
            }
        });
    }

    @Override
    public int waiting() {
        return reports.waiting() + lookups.waiting() + loading.waiting();
    }

    /// Checkpoints, so that the next start has little to replay.
    @Override
    public void rest() {
        loading.call(connection -> {
            try (Statement statement = connection.createStatement()) {
                return isLarge(file.writeAheadLog()) && statement.execute("CHECKPOINT");
            }
        });
    }

    @Override
    public void close() {
        try {
            reports.close();
            lookups.close();
            loading.close();
            root.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private <T> Optional<T> findMoment(Sql lookup, String reporter, UUID sessionId, Function<Row, T> shape) {
        Map<String, Object> parameters = Map.of("reporter", reporter, "session_id", sessionId);
        return look(lookup, parameters, shape).stream().findFirst();
    }

    private <T> List<T> look(Sql lookup, Map<String, Object> parameters, Function<Row, T> shape) {
        return lookups.call(connection ->
                statements.run(connection, lookup, parameters, statement -> Reports.rows(statement, shape)));
    }

    private static SessionStart sessionStart(Row row) {
        return new SessionStart(
                Objects.requireNonNull(row.instant("timestamp")),
                row.text("platform_id"),
                row.text("agent_id"),
                Objects.requireNonNull(row.text("rest")));
    }

    private static boolean isLarge(Path path) {
        return path.toFile().length() > SMALL_LOG;
    }

    private static EventIdentity identity(Row row) {
        return new EventIdentity(
                Objects.requireNonNull(row.text("reporter")), UUID.fromString(Objects.requireNonNull(row.text("id"))));
    }
}
