package byline;

import byline.logs.Checkpoints;
import byline.logs.Import;
import byline.logs.KeySites;
import byline.logs.LogKind;
import byline.logs.Receiver;
import byline.sites.Bots;
import byline.sites.Referrers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `import` and `tail` are told alike: which server and site, and what to take.
final class LogOptions {
    @Option(
            names = "--server",
            description = "Where the server is (BYLINE_SERVER; default: ${DEFAULT-VALUE})",
            paramLabel = "URL",
            defaultValue = "${BYLINE_SERVER:-http://localhost:8007}")
    private URI server = URI.create("http://localhost:8007");

    @Option(
            names = "--key-file",
            description = "File with an API key of the site's organisation that has telemetry:write (or BYLINE_KEY)",
            paramLabel = "FILE")
    private @Nullable Path keyFile;

    @Option(
            names = "--site",
            description = "The site's id or domain (default: the only site of the key)",
            paramLabel = "SITE")
    private @Nullable String site;

    @Option(
            names = "--format",
            description = "combined, caddy, cloudfront, cloudflare or fastly (default: by the first lines)",
            paramLabel = "FORMAT")
    private @Nullable String format;

    @Option(
            names = "--bots",
            description = "ai takes AI alone; all takes every program that shows itself to be one (default: ai)",
            paramLabel = "WHICH",
            defaultValue = "ai")
    private String which = "ai";

    @Option(
            names = "--bots-file",
            description = "Bots of your own, the same file as the server's sites.bots-file",
            paramLabel = "FILE")
    private @Nullable Path botsFile;

    @Option(
            names = "--state",
            description = "Folder of the checkpoints (default: STATE_DIRECTORY, or ~/.local/state/byline)",
            paramLabel = "DIR")
    private @Nullable Path state;

    @Option(
            names = "--patience",
            description = "Seconds to wait for a server that is away or overloaded (default: ${DEFAULT-VALUE})",
            paramLabel = "SECONDS",
            defaultValue = "600")
    private int patience = 600;

    Import.Setup setup() throws IOException {
        LogKind kind = format == null
                ? null
                : LogKind.find(format)
                        .orElseThrow(() -> new Config.Refused("--format must be one of " + LogKind.ids()));
        if (!which.equals("ai") && !which.equals("all")) {
            throw new Config.Refused("--bots must be ai or all");
        }
        Bots bots = botsFile == null ? Bots.builtIn() : Bots.with(botsFile);
        return new Import.Setup(kind, bots, Referrers.builtIn(), which.equals("all"));
    }

    Receiver.To to() throws IOException, InterruptedException {
        String key = key();
        return new Receiver.To(server, key, new KeySites(server, key).choose(site), Duration.ofSeconds(patience));
    }

    Checkpoints checkpoints() {
        return new Checkpoints(Optional.ofNullable(state)
                .or(() -> environment("STATE_DIRECTORY").map(Path::of))
                .or(() -> environment("XDG_STATE_HOME").map(folder -> Path.of(folder, "byline")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state", "byline")));
    }

    /// Never an argument: those of a process can be read by everyone on the machine.
    private String key() throws IOException {
        if (keyFile != null) {
            return Files.readString(keyFile).strip();
        }
        return environment("BYLINE_KEY")
                .orElseThrow(
                        () -> new Config.Refused("an API key with telemetry:write is needed, in --key-file FILE or in"
                                + " the environment variable BYLINE_KEY; make one under Settings > API Keys"));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
