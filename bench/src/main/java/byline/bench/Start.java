package byline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// From a command to its first answer, beside the least that a JVM and an HTTP server need on the same machine.
record Start(Report report, Path scratch) {
    private static final List<String> JAVA =
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseG1GC");

    void measure() throws IOException, InterruptedException {
        report.table("", "until the first answer", "processor time until then", "resident memory then");
        for (String time : List.of("first", "second", "third")) {
            version(time);
            bareServer(time);
            byline(time);
        }
        report.line("");
        report.line("Beside it: a JVM that prints its version and ends, and Helidon with one route and no cache.");
    }

    private void version(String time) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Child child = start("-version")) {
            child.process().waitFor();
            row("java -version", time, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private void bareServer(String time) throws IOException, InterruptedException {
        int port = Ports.free();
        String classes = System.getProperty("java.class.path");
        long begun = System.nanoTime();
        try (Child child = start("-cp", classes, BareServer.class.getName(), String.valueOf(port))) {
            while (!ServerProcess.answers(port)) {
                if (!child.process().isAlive()) {
                    throw new IOException("the bare server did not start");
                }
                Thread.sleep(5);
            }
            row("Helidon alone", time, Duration.ofNanos(System.nanoTime() - begun), child.process());
        }
    }

    private void byline(String time) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(scratch.resolve("start"))) {
            row("`./byline serve`", time, server.start(), server.process());
        }
    }

    private static Child start(String... arguments) throws IOException {
        List<String> command =
                Stream.of(JAVA, List.of(arguments)).flatMap(List::stream).toList();
        return Child.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD));
    }

    private void row(String what, String time, Duration wall) {
        report.row(what + ", " + time + " time", millis(wall), "", "");
    }

    private void row(String what, String time, Duration wall, Process process) {
        String cpu = process.info().totalCpuDuration().map(Start::millis).orElse("not known here");
        String memory = Memory.resident(process.pid()).map(mib -> mib + " MiB").orElse("not known here");
        report.row(what + ", " + time + " time", millis(wall), cpu, memory);
    }

    private static String millis(Duration time) {
        return Report.number(time.toMillis()) + " ms";
    }
}
