package byline;

import byline.verify.Manifests;
import byline.verify.Names;
import byline.verify.PublicSuffixes;
import byline.verify.Reach;
import byline.verify.WebFetch;
import byline.wire.Limits;
import byline.wire.ManifestReader;
import byline.wire.Problem;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `byline manifest`: what concerns manifests.
@Command(
        name = "manifest",
        mixinStandardHelpOptions = true,
        description = "Looks at published manifests.",
        subcommands = ManifestCommand.Check.class,
        synopsisSubcommandLabel = "COMMAND")
final class ManifestCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        spec().commandLine().usage(spec().commandLine().getOut());
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    /// `byline manifest check`
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Fetches a manifest as any consumer would. Exits with 1 if it is invalid, 2 if it is not there.")
    static final class Check implements Callable<Integer> {
        private static final List<String> OLDER =
                List.of("/.well-known/openattribution.json", "/.well-known/openattribution");
        private static final int INVALID = 1;
        private static final int ABSENT = 2;

        private final Supplier<WebFetch> web;

        @Parameters(paramLabel = "URL", description = "Address of the manifest, or the domain it belongs to")
        private String url = "";

        @Spec
        private @Nullable CommandSpec spec;

        Check() {
            this(() -> new WebFetch(Names.ofThisMachine(), new PublicSuffixes(), Reach.ofThePublicInternet()));
        }

        Check(Supplier<WebFetch> web) {
            this.web = web;
        }

        @Override
        public Integer call() {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            boolean bare = !url.contains("://");
            String id = bare ? "https://" + url + Manifests.PLACE : url;
            try (WebFetch fetch = web.get()) {
                return switch (fetch.get(URI.create(id))) {
                    case WebFetch.Failed(String reason) -> say(out, ABSENT, id + ": not fetched: " + reason);
                    case WebFetch.Page page
                    when page.status() != 200 -> absent(out, id + ": answered " + page.status(), bare ? fetch : null);
                    case WebFetch.Page page -> judge(out, id, page.body());
                };
            } catch (IllegalArgumentException noAddress) {
                return say(out, ABSENT, id + ": is no address");
            }
        }

        /// Earlier versions of the format had other places, which consumers of this one don't look at.
        private int absent(PrintWriter out, String what, @Nullable WebFetch fetch) {
            if (fetch != null) {
                for (String place : OLDER) {
                    URI older = URI.create("https://" + url + place);
                    if (fetch.get(older) instanceof WebFetch.Page page && page.status() == 200) {
                        return say(out, INVALID, what + "; move what is at " + older + " there, as version 1.0");
                    }
                }
            }
            return say(out, ABSENT, what);
        }

        private static int judge(PrintWriter out, String id, String body) {
            ManifestReader.Result read = new ManifestReader(Limits.DEFAULT).read(body.getBytes(StandardCharsets.UTF_8));
            for (Problem problem : read.problems()) {
                say(out, INVALID, "  " + problem.rule() + " " + problem.pointer() + ": " + problem.message());
            }
            if (read.manifest() == null) {
                return say(out, INVALID, id + ": invalid");
            }
            return read.manifest().id().equals(id)
                    ? say(out, 0, id + ": valid")
                    : say(
                            out,
                            INVALID,
                            id + ": valid, but its id is " + read.manifest().id());
        }

        private static int say(PrintWriter out, int status, String line) {
            out.println(line);
            return status;
        }
    }
}
