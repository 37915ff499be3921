package byline.bench;

import byline.keys.KeyCheckBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What no load shows by itself, measured by JMH in processes of their own, on the product's own JVM options.
final class Micro {
    private static final String[] JVM = {
        "-Xmx3g",
        "-XX:+UseG1GC",
        "-XX:+UseCompactObjectHeaders",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED"
    };

    /// Processes for each measurement: the compiler does not decide alike in each.
    private static final int FORKS = 3;

    private final Report report;
    private final Path scratch;

    Micro(Report report, Path scratch) {
        this.report = report;
        this.scratch = scratch;
    }

    void parse() throws RunnerException {
        report.heading("Parse and check an event of " + Report.number((long) ParseBenchmark.eventBytes()) + " bytes");
        Map<String, RunResult> results = run(ParseBenchmark.class, "");
        report.table("", "alone, µs", "bytes allocated", "in a batch of 100, µs an event", "bytes allocated");
        row("Byline: parsed, every rule checked", results, "byline");
        row("Jackson databind: a tree, nothing checked", results, "jackson");
        row("JSON Schema validator on that tree: the rules a schema can say", results, "jsonSchema");
        report.line("");
        report.line("The median second in " + FORKS + " processes.");
    }

    private void row(String what, Map<String, RunResult> results, String name) {
        RunResult alone = found(results, name);
        RunResult batch = found(results, name + "InABatch");
        report.row(what, micros(alone), allocated(alone), micros(batch), allocated(batch));
    }

    void keys() throws RunnerException {
        report.heading("Check a key among " + Report.number((long) KeyCheckBenchmark.KEYS) + " live ones");
        percentiles(
                run(KeyCheckBenchmark.class, ""),
                Map.of("check", "text → key, no I/O", "sha256", "SHA-256 of 56 bytes alone"));
    }

    void controlPlane() throws RunnerException, IOException {
        report.heading("Sign in, mint, list with " + Report.number((long) Crowd.ORGANISATIONS) + " organisations");
        Path folder = Files.createDirectories(scratch.resolve("crowd"));
        new Crowd().fill(folder.resolve("identity.db"));
        percentiles(
                run(ControlPlaneBenchmark.class, "-D" + ControlPlaneBenchmark.FOLDER + "=" + folder),
                Map.of(
                        "signIn", "sign in: a link made and used, two commits",
                        "mint", "mint a key, one commit",
                        "list", "list an organisation's keys"));
    }

    private void percentiles(Map<String, RunResult> results, Map<String, String> titles) {
        report.table("", "p50 µs", "p99 µs", "samples");
        new TreeMap<>(titles).forEach((name, title) -> {
            Result<?> result = found(results, name).getPrimaryResult();
            report.row(
                    title,
                    decimal(result.getStatistics().getPercentile(50) / 1e3),
                    decimal(result.getStatistics().getPercentile(99) / 1e3),
                    Report.number(result.getStatistics().getN()));
        });
    }

    private static Map<String, RunResult> run(Class<?> benchmark, String property) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .forks(FORKS)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgs(JVM)
                .verbosity(VerboseMode.SILENT);
        Collection<RunResult> results = new Runner(
                        property.isEmpty()
                                ? options.build()
                                : options.jvmArgsAppend(property).build())
                .run();
        Map<String, RunResult> byName = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            byName.put(name.substring(name.lastIndexOf('.') + 1), result);
        }
        return byName;
    }

    private static RunResult found(Map<String, RunResult> results, String name) {
        return Objects.requireNonNull(results.get(name), name);
    }

    /// The median of all seconds in all processes: what else the machine did in some of them is not the parser's.
    private static String micros(RunResult result) {
        return decimal(result.getPrimaryResult().getStatistics().getPercentile(50) / 1e3);
    }

    private static String allocated(RunResult result) {
        return Report.number(Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
