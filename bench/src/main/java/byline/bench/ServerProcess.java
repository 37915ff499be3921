package byline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/// `./byline serve` on a folder that a demo has peopled; ended with the benchmark, whatever happens.
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SETTINGS = "telemetry.oldest-days = 40\n"; // a period of thirty days wants old events

    private final Child child;
    private final int port;
    private final Cast cast;
    private final Duration start;

    private ServerProcess(Child child, int port, Cast cast, Duration start) {
        this.child = child;
        this.port = port;
        this.cast = cast;
        this.start = start;
    }

    /// Answers when the server does.
    static ServerProcess start(Path data) throws IOException, InterruptedException {
        Cast cast = Cast.of(data);
        Path settings = data.resolveSibling("settings.properties");
        Files.writeString(settings, SETTINGS);
        int port = Ports.free();
        long begun = System.nanoTime();
        Child child = Child.start(new ProcessBuilder(
                        "./byline",
                        "serve",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        data.toString(),
                        "--config",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile()));
        while (!answers(port)) {
            if (!child.process().isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                child.close();
                throw new IOException("the server did not start; see " + data + ".log");
            }
            Thread.sleep(5);
        }
        return new ServerProcess(child, port, cast, Duration.ofNanos(System.nanoTime() - begun));
    }

    static boolean answers(int port) {
        try (Connection connection = new Connection(port)) {
            return connection.get("/health", "").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process().pid();
    }

    Process process() {
        return child.process();
    }

    /// Processor time it has used so far, which says more than a rate on a machine that others use too.
    Duration cpu() {
        return child.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Cast cast() {
        return cast;
    }

    /// From the command to the first answer.
    Duration start() {
        return start;
    }

    /// A number of the owner's summary, read through the API.
    long summary(String member) throws IOException {
        try (Connection connection = new Connection(port)) {
            Connection.Answer answer = connection.get("/content-owners/summary", cast.ownerKey());
            if (answer.status() != 200) {
                throw new IOException("the summary answered " + answer.status() + ": " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body()).get(member).asLong();
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
