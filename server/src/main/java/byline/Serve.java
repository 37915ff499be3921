package byline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `byline serve`: the server, until it is told to stop.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server. On an empty data folder it prints a one-time link to become the operator.")
final class Serve implements Callable<Integer> {
    private static final Duration LINK = Duration.ofHours(1);

    @Option(names = "--port", description = "Port to listen on (server.port)", paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            description = "Folder everything is kept in (default: ${DEFAULT-VALUE})",
            paramLabel = "DIR",
            defaultValue = "byline-data")
    private Path data = Path.of("byline-data");

    @Option(names = "--config", description = "File of settings, see docs/configuration.md", paramLabel = "FILE")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Config settings = config == null ? Config.defaults(data) : Config.read(data, config);
        if (port != null) {
            settings = settings.with(Setting.PORT, String.valueOf(port));
        }
        CountDownLatch stop = new CountDownLatch(1);
        Server server = Server.start(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stop.countDown();
        }));
        System.err.println("Byline listens on http://" + settings.host() + ":" + server.port());
        if (server.console().isNew()) {
            String token = server.console().signInToken("operator@localhost", true, LINK);
            System.err.println("Nobody has signed in yet. Become the operator within an hour, once, at");
            System.err.println("  " + origin(settings, server) + "/signin#token=" + token);
        }
        stop.await();
        return 0;
    }

    static String origin(Config settings, Server server) {
        var configured = settings.publicAddress().configured();
        return configured != null ? configured.toString() : "http://localhost:" + server.port();
    }
}
