package byline;

import byline.http.Json;
import byline.logs.Import;
import byline.logs.Receiver;
import byline.logs.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `byline import`: what the access logs of a site say of bots and AI referrals, sent to a running server.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Reports bots' visits and AI referrals from access logs to a running server.",
            "Run again it goes on where it stopped; nothing is counted twice. Addresses are never sent."
        })
final class ImportLogs implements Callable<Integer> {
    private static final int FAILED = 1;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Logs, plain or gzip: Apache or nginx combined, Caddy, CloudFront, Cloudflare Logpush, Fastly;"
                            + " - reads standard input")
    private List<Path> files = List.of();

    @Mixin
    private final LogOptions options = new LogOptions();

    @Option(names = "--json", description = "Print the summary as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Import.Setup setup = options.setup();
        Receiver.To to = options.to();
        int status = 0;
        ProgressLine line = new ProgressLine(System.err, ProgressLine.isTerminal());
        try (Receiver receiver = new Receiver(to, line::waiting)) {
            Import logs = new Import(setup, receiver, options.checkpoints(), line, Clock.systemUTC());
            for (Path file : files) {
                status = Math.max(status, run(logs, file, line));
            }
        } catch (Receiver.Refused refused) {
            line.end();
            error(refused.getMessage() + "; the same command goes on from here");
            return FAILED;
        }
        return status;
    }

    private int run(Import logs, Path file, ProgressLine line) throws InterruptedException {
        try {
            line.begin(file.toString());
            Import.Result result = file.toString().equals("-") ? logs.run(System.in) : logs.run(file);
            line.end();
            print(file, result);
            if (result.truncated()) {
                error(file + " breaks off in the middle of its compression; what could be read was imported");
            }
            return result.truncated() ? FAILED : 0;
        } catch (Import.Unreadable unreadable) {
            line.end();
            error(String.valueOf(unreadable.getMessage()));
            return FAILED;
        } catch (IOException failure) {
            line.end();
            error("can't read " + file + ": " + failure.getMessage());
            return FAILED;
        }
    }

    private void print(Path file, Import.Result result) {
        Tally.Counts counts = result.tally().counts();
        PrintWriter out = out();
        if (json) {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("file", file.toString());
            said.put("format", result.kind().id());
            said.put("lines_before", result.before());
            said.put("counts", counts);
            said.put("examples", result.tally().examples());
            out.println(new String(Json.write(said), StandardCharsets.UTF_8));
            return;
        }
        out.printf("%s (%s)%n", file, result.kind().id());
        row(out, counts.lines(), "lines" + (result.before() > 0 ? ", " + result.before() + " of them earlier" : ""));
        row(out, counts.stored(), "stored");
        row(out, counts.duplicates(), "stored before");
        counts.skipped().forEach((why, count) -> row(out, count, "skipped: " + why));
        counts.rejected().forEach((why, count) -> row(out, count, "refused by the server: " + why));
        counts.malformed().forEach((why, count) -> row(out, count, "not readable: " + why));
        for (Tally.Example example : result.tally().examples()) {
            out.printf("  not readable, for example, line %d: %s%n", example.line(), example.reason());
        }
        out.flush();
        if (!counts.addsUp()) {
            throw new IllegalStateException("the summary does not add up: " + counts);
        }
    }

    private static void row(PrintWriter out, long count, String what) {
        out.printf("  %,12d %s%n", count, what);
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private void error(String message) {
        Objects.requireNonNull(spec).commandLine().getErr().println("byline: " + message);
    }
}
