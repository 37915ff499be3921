package byline;

import byline.wire.Conformance;
import byline.wire.Limits;
import byline.wire.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `byline check`: what `POST /conformance/check` does, without a server.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks documents and manifests against the wire format. Exits with 1 if one is invalid.")
final class Check implements Callable<Integer> {
    private static final int INVALID = 1;
    private static final int UNREADABLE = 2;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to check; - reads standard input")
    private List<Path> files = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Conformance conformance = new Conformance(Limits.DEFAULT);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        int status = 0;
        for (Path file : files) {
            try {
                byte[] document = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
                status = Math.max(status, print(out, file.toString(), conformance.check(document)));
            } catch (IOException unreadable) {
                spec.commandLine().getErr().println("byline: can't read " + file);
                status = UNREADABLE;
            }
        }
        return status;
    }

    private static int print(PrintWriter out, String name, Conformance.Report report) {
        String version = report.schemaVersion() == null ? "" : " " + report.schemaVersion();
        out.println(name + ": " + (report.valid() ? "valid" : "invalid") + " (" + report.kind() + version + ")");
        for (Problem problem : report.problems()) {
            out.println("  " + problem.rule() + " " + (problem.pointer().isEmpty() ? "/" : problem.pointer()) + ": "
                    + problem.message());
        }
        return report.valid() ? 0 : INVALID;
    }
}
