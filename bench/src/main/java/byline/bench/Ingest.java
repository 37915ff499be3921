package byline.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How fast events are acknowledged, and how fast they are there to be read.
final class Ingest {
    private static final List<Integer> CONNECTIONS = List.of(8, 16, 32, 64);
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final ServerProcess server;
    private final Report report;
    private double best;

    Ingest(ServerProcess server, Report report) {
        this.server = server;
        this.report = report;
    }

    /// Bursts over more and more connections; what is measured is the answer, which means durable.
    void burst(String what, List<Template> templates, Duration duration) {
        int each = templates.getFirst().events();
        new Load(16, WARM_UP).run(each, () -> new Sender(server.port(), templates));
        report.table(
                "connections", "events/s acknowledged", "requests/s", "p50 ms", "p99 ms", "503", "server µs/event");
        best = 0;
        for (int connections : CONNECTIONS) {
            Duration before = server.cpu();
            Load.Result result = new Load(connections, duration).run(each, () -> new Sender(server.port(), templates));
            row(connections, result, server.cpu().minus(before));
            best = Math.max(best, result.eventsPerSecond());
        }
        report.line("");
        report.line(what + ", " + templates.getFirst().bodyLength() + " bytes of JSON a request, "
                + duration.toSeconds() + " s each.");
    }

    /// The best of the last burst.
    double best() {
        return best;
    }

    private void row(int connections, Load.Result result, Duration cpu) {
        report.row(
                String.valueOf(connections),
                Report.number(result.eventsPerSecond()),
                Report.number(result.requestsPerSecond()),
                result.latencies().text(0.5),
                result.latencies().text(0.99),
                Report.number(result.overloaded()),
                String.format(Locale.ROOT, "%.1f", cpu.toNanos() / 1e3 / result.events()));
    }

    /// As fast as it takes them for a while; the clock stops when a read has counted every one.
    void sustained(List<Template> templates, Duration duration) throws Exception {
        long before = server.summary("total_events");
        long start = System.nanoTime();
        Load.Result result;
        String course;
        try (Memory memory = new Memory(server.pid())) {
            result = new Load(16, duration)
                    .run(templates.getFirst().events(), () -> new Sender(server.port(), templates));
            course = memory.course();
        }
        long counted = counted(before + result.events()) - before;
        double seconds = (System.nanoTime() - start) / 1e9;
        report.table(
                "for",
                "acknowledged",
                "events/s",
                "counted by a read",
                "events/s, until counted",
                "p50 ms",
                "p99 ms",
                "503");
        report.row(
                duration.toSeconds() + " s",
                Report.number(result.events()),
                Report.number(result.eventsPerSecond()),
                Report.number(counted),
                Report.number(counted / seconds),
                result.latencies().text(0.5),
                result.latencies().text(0.99),
                Report.number(result.overloaded()));
        report.line("");
        report.line("Resident memory of the server meanwhile: " + course + ".");
        if (counted != result.events()) {
            throw new IllegalStateException("acknowledged " + result.events() + " and counted " + counted);
        }
    }

    /// Reads until everything is there; the server refuses a read that would have to wait for too long.
    private long counted(long expected) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        long counted = -1;
        while (counted < expected && System.nanoTime() < giveUp) {
            try {
                counted = server.summary("total_events");
            } catch (java.io.IOException later) {
                report.line("(a read had to be repeated: " + later.getMessage() + ")");
                Thread.sleep(1_000);
            }
        }
        return counted;
    }
}
