package byline.bench;

import byline.bench.Main.Part;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The parts in their order, each on a server and a folder of its own.
final class Run {
    private static final Duration SPAN = Duration.ofDays(30);

    private final Report report;
    private final Path scratch;
    private final Duration sustained;
    private final Duration burst;
    private double batchesPerSecond;
    private double singlesPerSecond;
    private Latencies cold = new Latencies();

    Run(Report report, Path scratch, int seconds) {
        this.report = report;
        this.scratch = scratch;
        this.sustained = Duration.ofSeconds(seconds);
        this.burst = sustained.dividedBy(6);
    }

    void run(Set<Part> parts) throws Exception {
        for (Part part : parts) {
            switch (part) {
                case PARSE -> micro().parse();
                case KEYS -> micro().keys();
                case IDENTITY -> micro().controlPlane();
                case START -> start();
                case BATCHES -> batches();
                case SINGLES -> singles();
                case SUSTAINED -> sustained();
                case SUMMARY -> summary();
                case IMPORT -> logs();
                case YARDSTICK -> yardstick();
            }
        }
    }

    private Micro micro() {
        return new Micro(report, scratch);
    }

    private void start() throws Exception {
        report.heading("Start");
        new Start(report, scratch).measure();
    }

    private void batches() throws Exception {
        report.heading("Acknowledged durable, 100 events a request");
        try (ServerProcess server = ServerProcess.start(scratch.resolve("batches"))) {
            Ingest ingest = new Ingest(server, report);
            ingest.burst("Sessions of an AI agent", server.cast().traffic(SPAN).batches(100), burst);
            batchesPerSecond = ingest.best();
        }
    }

    private void singles() throws Exception {
        report.heading("Acknowledged durable, one event a request");
        try (ServerProcess server = ServerProcess.start(scratch.resolve("singles"))) {
            Ingest ingest = new Ingest(server, report);
            ingest.burst(
                    "Visits seen by an edge worker", server.cast().traffic(SPAN).singles(), burst);
            singlesPerSecond = ingest.best();
        }
    }

    private void sustained() throws Exception {
        report.heading("Acknowledged and queryable, sustained");
        Path data = scratch.resolve("sustained");
        try (ServerProcess server = ServerProcess.start(data)) {
            new Ingest(server, report).sustained(server.cast().traffic(SPAN).batches(100), sustained);
            long events = server.summary("total_events");
            report.line("The data folder afterwards: " + Scratch.size(data) / events + " bytes an event.");
        }
    }

    private void summary() throws Exception {
        report.heading("Owner's summary of 30 days over 1,000,000 events, and its pages");
        Path data = scratch.resolve("summary");
        try (ServerProcess server = ServerProcess.start(data)) {
            new Summary(server).fill(server.cast().traffic(SPAN).batches(100));
        }
        try (ServerProcess server = ServerProcess.start(data)) {
            Summary summary = new Summary(server);
            report.table("", "p50 ms", "p95 ms", "requests");
            cold = summary.cold();
            row("each for another period, after a restart", cold);
            row("the same period again", summary.repeated());
            row("a page of 100 events, each from another moment", summary.pages());
            row("the next page of 100, by its cursor", summary.turned());
            report.line("");
            report.line("Counted: " + Report.number(server.summary("total_events")) + " events, "
                    + Report.number(server.summary("total_sessions")) + " sessions.");
        }
    }

    private void logs() throws Exception {
        report.heading("Import of access logs");
        try (ServerProcess server = ServerProcess.start(scratch.resolve("import"))) {
            new LogImport(report, scratch).measure(server);
        }
    }

    private void row(String what, Latencies latencies) {
        report.row(what, latencies.text(0.5), latencies.text(0.95), String.valueOf(latencies.count()));
    }

    private void yardstick() throws Exception {
        report.heading("Beside it: PostgreSQL with the obvious schema");
        Optional<Yardstick> started = Yardstick.start(scratch);
        if (started.isEmpty()) {
            report.line("Not measured: PostgreSQL is not installed here.");
            return;
        }
        try (Yardstick yardstick = started.get()) {
            report.line("PostgreSQL " + yardstick.version() + ", the same payload, one transaction a request, "
                    + "one index beside the key; no HTTP, no keys, no validation.");
            report.line("");
            Traffic traffic = new Traffic("yardstick.example", "", SPAN);
            report.table("", "PostgreSQL", "Byline");
            compare("single events/s, best", best(yardstick, traffic.singles()), singlesPerSecond);
            compare("events/s in batches of 100, best", best(yardstick, traffic.batches(100)), batchesPerSecond);
            compareSummary(yardstick, traffic);
        }
    }

    private double best(Yardstick yardstick, List<Template> templates) {
        double best = 0;
        for (int connections : List.of(4, 16)) {
            Load.Result result =
                    new Load(connections, burst).run(templates.getFirst().events(), () -> yardstick.target(templates));
            best = Math.max(best, result.eventsPerSecond());
        }
        return best;
    }

    private void compareSummary(Yardstick yardstick, Traffic traffic) throws SQLException {
        List<Template> batches = traffic.batches(100);
        long missing = Summary.EVENTS - yardstick.events();
        if (missing > 0) {
            new Load(8, Duration.ofMinutes(3), missing).run(100, () -> yardstick.target(batches));
        }
        yardstick.settle();
        Latencies theirs =
                yardstick.summary(traffic.domain(), Summary.beginnings().subList(0, 5));
        String byline = cold.count() == 0
                ? "not measured"
                : cold.text(0.5) + " (" + Report.times(theirs.millis(0.5) / cold.millis(0.5)) + ")";
        report.row(
                "the summary over " + Report.number(yardstick.events()) + " events, p50 ms", theirs.text(0.5), byline);
    }

    private void compare(String what, double theirs, double ours) {
        String byline = ours == 0 ? "not measured" : Report.number(ours) + " (" + Report.times(ours / theirs) + ")";
        report.row(what, Report.number(theirs), byline);
    }
}
