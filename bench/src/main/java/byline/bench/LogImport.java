package byline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How fast `byline import` reads logs on one core, with the server on the others; beside it GoAccess, which only
// counts.
final class LogImport {
    private static final long LINES = 4_000_000;
    private static final Path GOACCESS = Path.of("/usr/bin/goaccess");
    private static final List<String> ONE_CORE = List.of("taskset", "-c", "0");

    private final Report report;
    private final Path scratch;

    LogImport(Report report, Path scratch) {
        this.report = report;
        this.scratch = scratch;
    }

    void measure(ServerProcess server) throws IOException, InterruptedException {
        String version = goAccess(List.of("--version"))
                .map(text -> text.lines().findFirst().orElse(""))
                .orElse("");
        report.table("log", "lines", "MB", "lines/s, started and stored", "resident, most", "GoAccess, lines/s");
        for (AccessLog kind : AccessLog.values()) {
            Path log = scratch.resolve(kind.name().toLowerCase(Locale.ROOT) + ".log");
            kind.write(log, server.cast().domain(), LINES);
            long megabytes = Files.size(log) / 1_000_000;
            Run run = run(server, kind, log);
            report.row(
                    kind.name().toLowerCase(Locale.ROOT),
                    Report.number(LINES),
                    Report.number(megabytes),
                    Report.number(LINES / run.seconds()),
                    run.most() + " MiB",
                    yardstick(kind, log));
            Files.delete(log);
        }
        report.line("");
        report.line("Of a hundred lines 6 are stored. Both programs are held to one core by taskset; "
                + (version.isEmpty() ? "GoAccess is not installed here." : version));
    }

    private record Run(double seconds, long most) {}

    private Run run(ServerProcess server, AccessLog kind, Path log) throws IOException, InterruptedException {
        Path key = scratch.resolve("import.key");
        Files.writeString(key, mint(server));
        List<String> command = Stream.concat(
                        ONE_CORE.stream(),
                        Stream.of(
                                "./byline",
                                "import",
                                "--json",
                                "--server",
                                "http://127.0.0.1:" + server.port(),
                                "--key-file",
                                key.toString(),
                                "--state",
                                scratch.resolve("state-" + kind).toString(),
                                log.toString()))
                .toList();
        long begun = System.nanoTime();
        Path said = scratch.resolve("import.json");
        try (Child child = Child.start(new ProcessBuilder(command)
                        .redirectOutput(said.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
                Memory memory = new Memory(child.process().pid())) {
            if (child.process().waitFor() != 0) {
                throw new IOException("the import failed");
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            long stored = JsonMapper.shared()
                    .readTree(Files.readString(said))
                    .at("/counts/stored")
                    .asLong();
            if (stored != LINES * AccessLog.REPORTED_OF_A_HUNDRED / 100) {
                throw new IOException("the import stored " + stored);
            }
            return new Run(seconds, memory.most());
        }
    }

    /// A key that may report to the site.
    private static String mint(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/identity/api-keys"))
                .header("Authorization", "Bearer " + server.cast().ownerSession())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"name":"import","scopes":["telemetry:write","analytics:read"]}"""))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode key = JsonMapper.shared().readTree(answer.body()).at("/key");
            if (key.isMissingNode()) {
                throw new IOException("no key was made: " + answer.body());
            }
            return key.asString();
        }
    }

    /// Lines a second of GoAccess on the same log.
    private String yardstick(AccessLog kind, Path log) throws IOException, InterruptedException {
        Path figures = scratch.resolve("goaccess.json");
        long begun = System.nanoTime();
        Optional<String> said =
                goAccess(List.of(log.toString(), "--log-format=" + kind, "--no-progress", "-o", figures.toString()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (said.isEmpty()) {
            return "not measured";
        }
        long counted = JsonMapper.shared()
                .readTree(Files.readString(figures))
                .at("/general/valid_requests")
                .asLong();
        if (counted != LINES) {
            throw new IOException("GoAccess read " + counted + " lines: " + said.get());
        }
        return Report.number(LINES / seconds);
    }

    /// What it said; empty when there is none.
    private Optional<String> goAccess(List<String> arguments) throws IOException, InterruptedException {
        if (!Files.isExecutable(GOACCESS)) {
            return Optional.empty();
        }
        Path said = scratch.resolve("goaccess.log");
        List<String> command = new ArrayList<>(ONE_CORE);
        command.add(GOACCESS.toString());
        command.addAll(arguments);
        try (Child child = Child.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()))) {
            child.process().waitFor();
        }
        return Optional.of(Files.readString(said));
    }
}
