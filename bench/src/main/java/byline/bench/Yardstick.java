package byline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The same payload into PostgreSQL with the obvious schema, one transaction a request, and the same summary as SQL.
/// It has no HTTP to speak, no keys to check and no format to validate.
final class Yardstick implements AutoCloseable {
    private static final String SCHEMA = """
            create table events (
              id uuid primary key, session_id uuid, type text not null, occurred_at timestamptz not null,
              source_role text, agent_id text, domain text not null, content_url text not null, data jsonb not null);
            create index on events (domain, occurred_at)""";
    private static final String INSERT = """
            with delivery as materialized (select d, d->>'session_id' as session, d->>'agent_id' as agent
              from (select ?::jsonb as d) as body)
            insert into events
            select (e->>'id')::uuid, session::uuid, e->>'type', (e->>'timestamp')::timestamptz, e->>'source_role', agent,
              split_part(e->>'content_url', '/', 3), e->>'content_url', e->'data'
            from delivery, jsonb_array_elements(d->'events') as e
            on conflict do nothing""";
    private static final List<String> SUMMARY = List.of(
            "select count(*), count(distinct session_id) from events where domain = ? and occurred_at >= ?::timestamptz",
            "select type, count(*) from events where domain = ? and occurred_at >= ?::timestamptz group by type",
            "select source_role, count(*), count(distinct session_id) from events"
                    + " where domain = ? and occurred_at >= ?::timestamptz group by source_role",
            "select data->>'response_status', count(*) from events"
                    + " where domain = ? and occurred_at >= ?::timestamptz group by 1",
            "select agent_id, data->>'purpose', count(*), count(distinct session_id) from events"
                    + " where domain = ? and occurred_at >= ?::timestamptz group by 1, 2");

    private final Postgres postgres;
    private final String version;

    private Yardstick(Postgres postgres, String version) {
        this.postgres = postgres;
        this.version = version;
    }

    /// Empty where no PostgreSQL is installed.
    static Optional<Yardstick> start(Path scratch) throws IOException, InterruptedException, SQLException {
        Optional<Path> bin = Postgres.find();
        if (bin.isEmpty()) {
            return Optional.empty();
        }
        Postgres postgres = Postgres.start(bin.get(), scratch.resolve("postgres"));
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(SCHEMA);
            return Optional.of(new Yardstick(postgres, connection.getMetaData().getDatabaseProductVersion()));
        }
    }

    String version() {
        return version;
    }

    /// One transaction a request, on a connection of its own.
    Load.Target target(List<Template> templates) {
        List<Template> own = templates.stream().map(Template::copy).toList();
        SplittableRandom random = new SplittableRandom();
        return budget -> {
            Latencies latencies = new Latencies();
            try (Connection connection = postgres.connect();
                    PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (int i = 0; budget.take(own.getFirst().events()); i++) {
                    Template template = own.get(i % own.size());
                    template.fill(random);
                    long start = System.nanoTime();
                    insert.setString(1, template.body());
                    insert.executeUpdate();
                    latencies.add(System.nanoTime() - start);
                }
            }
            return latencies;
        };
    }

    /// As well kept as it can be before it is asked.
    void settle() throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze events");
            statement.execute("checkpoint");
        }
    }

    long events() throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from events")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// The figures of the owner's summary, each time for another beginning of the period.
    Latencies summary(String domain, List<String> beginnings) throws SQLException {
        Latencies latencies = new Latencies();
        try (Connection connection = postgres.connect()) {
            for (String since : beginnings) {
                long start = System.nanoTime();
                for (String query : SUMMARY) {
                    ask(connection, query, domain, since);
                }
                latencies.add(System.nanoTime() - start);
            }
        }
        return latencies;
    }

    private static void ask(Connection connection, String query, String domain, String since) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, domain);
            statement.setString(2, since);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getObject(1);
                }
            }
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
