package byline.store.duckdb;

import byline.store.log.Segment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/// Takes a segment of the commit log into the tables: one transaction that also notes the segment's number.
final class SegmentLoad {
    private static final int LINE_BITS = 24;
    private final Sql last = Sql.load("lookup/loaded");
    private final Sql events = Sql.load("loading/events");
    private final Sql sessionStarts = Sql.load("loading/session_starts");
    private final Sql sessionEnds = Sql.load("loading/session_ends");
    private final Sql clickTokens = Sql.load("loading/click_tokens");
    private final Sql coverage = Sql.load("loading/declared_coverage");
    private final Sql verdicts = Sql.load("loading/verdicts");
    private final Sql loaded = Sql.load("loading/loaded");
    private final Statements statements = new Statements();

    /// The first `seq` of a segment is one more.
    static long seqBefore(long segment) {
        return segment << LINE_BITS;
    }

    Segment last(Connection connection) throws SQLException {
        try (PreparedStatement statement = last.bind(connection, Map.of());
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Segment.loaded(row.getLong("segment"), row.getLong("events"));
        }
    }

    /// Loads it, unless it is loaded already.
    ///
    /// @throws SQLException when nothing of it is loaded; it may be tried again
    void run(Connection connection, Segment segment) throws SQLException {
        if (segment.number() <= last(connection).number()) {
            return;
        }
        Transaction.run(connection, () -> {
            long seq = seqBefore(segment.number());
            int rows = update(
                    events,
                    connection,
                    Map.of("seq", seq, "path", segment.path().toString()));
            if (rows != segment.lines()) {
                throw new SQLException(segment + " has " + rows + " readable events");
            }
            update(sessionStarts, connection, Map.of("seq", seq));
            update(sessionEnds, connection, Map.of("seq", seq));
            update(clickTokens, connection, Map.of("seq", seq));
            update(coverage, connection, Map.of("seq", seq));
            update(verdicts, connection, Map.of("seq", seq));
            return update(loaded, connection, Map.of("segment", segment.number(), "events", segment.end()));
        });
    }

    private int update(Sql sql, Connection connection, Map<String, Object> values) throws SQLException {
        return statements.run(connection, sql, values, PreparedStatement::executeUpdate);
    }
}
