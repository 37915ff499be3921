package byline.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// How long an owner waits for the summary of thirty days, and for a page of the events in it.
final class Summary {
    static final long EVENTS = 1_000_000;
    private static final int COLD = 40;
    private static final int REPEATED = 400;
    private static final int PAGES = 100;

    private final ServerProcess server;

    Summary(ServerProcess server) {
        this.server = server;
    }

    /// Fills the store up to a million events, and waits until they are there.
    void fill(List<Template> templates) throws IOException {
        long missing = EVENTS - server.summary("total_events");
        if (missing > 0) {
            new Load(16, Duration.ofMinutes(5), missing)
                    .run(templates.getFirst().events(), () -> new Sender(server.port(), templates));
        }
    }

    /// Beginnings of periods of about thirty days, no two alike: no answer can come from an earlier one.
    static List<String> beginnings() {
        Instant start = Instant.now().minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        return IntStream.range(0, COLD)
                .mapToObj(i -> start.minusSeconds(i).toString())
                .toList();
    }

    Latencies cold() throws IOException {
        return ask(beginnings());
    }

    Latencies repeated() throws IOException {
        return ask(Collections.nCopies(REPEATED, beginnings().getFirst()));
    }

    /// Pages of a hundred events that begin at moments spread over the thirty days, each a question of its own.
    Latencies pages() throws IOException {
        Latencies latencies = new Latencies();
        try (Connection connection = new Connection(server.port())) {
            for (int i = 0; i < PAGES; i++) {
                Instant until =
                        Instant.now().minus(Duration.ofDays(29).multipliedBy(i).dividedBy(PAGES));
                ask(connection, "events?until=" + until, latencies);
            }
        }
        return latencies;
    }

    /// Pages of a hundred events, one after another by their cursors.
    Latencies turned() throws IOException {
        Latencies latencies = new Latencies();
        try (Connection connection = new Connection(server.port())) {
            String body = ask(connection, "events", new Latencies());
            for (int i = 0; i < PAGES; i++) {
                body = ask(connection, "events?cursor=" + cursor(body), latencies);
            }
        }
        return latencies;
    }

    private static String cursor(String page) {
        String name = "\"next_cursor\":\"";
        int from = page.lastIndexOf(name) + name.length();
        return page.substring(from, page.indexOf('"', from));
    }

    private Latencies ask(List<String> beginnings) throws IOException {
        Latencies latencies = new Latencies();
        try (Connection connection = new Connection(server.port())) {
            for (String since : beginnings) {
                ask(connection, "summary?since=" + since, latencies);
            }
        }
        return latencies;
    }

    private String ask(Connection connection, String question, Latencies latencies) throws IOException {
        long start = System.nanoTime();
        Connection.Answer answer =
                connection.get("/content-owners/" + question, server.cast().ownerKey());
        latencies.add(System.nanoTime() - start);
        if (answer.status() != 200) {
            throw new IOException(question + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }
}
