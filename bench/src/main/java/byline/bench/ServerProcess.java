package byline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Byline of our own on a scratch folder; ended with the benchmark, whatever happens.
final class ServerProcess implements AutoCloseable {
    private final Child child;
    private final JsonNode facts;
    private final Duration start;

    private ServerProcess(Child child, JsonNode facts, Duration start) {
        this.child = child;
        this.facts = facts;
        this.start = start;
    }

    static ServerProcess start(Path data) throws IOException {
        long begun = System.nanoTime();
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Child child =
                Child.start(new ProcessBuilder("./byline", "demo", "--json", "--port", "0", "--data", data.toString())
                        .redirectError(log.toFile()));
        BufferedReader output = child.process().inputReader();
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the server did not start; see " + log);
        }
        return new ServerProcess(
                child, JsonMapper.shared().readTree(line), Duration.ofNanos(System.nanoTime() - begun));
    }

    int port() {
        return URI.create(text("/dashboard")).getPort();
    }

    long pid() {
        return child.process().pid();
    }

    String ownerKey() {
        return text("/api_keys/owner");
    }

    Traffic traffic(Duration span) {
        return new Traffic(text("/site/domain"), text("/api_keys/platform"), span);
    }

    /// From the command to the ready line, the demo's own day of traffic included.
    Duration start() {
        return start;
    }

    /// A number of the owner's summary, read through the API.
    long summary(String member) throws IOException {
        try (Connection connection = new Connection(port())) {
            Connection.Answer answer = connection.get("/content-owners/summary", ownerKey());
            if (answer.status() != 200) {
                throw new IOException("the summary answered " + answer.status() + ": " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body()).get(member).asLong();
        }
    }

    private String text(String pointer) {
        return facts.at(pointer).asString();
    }

    @Override
    public void close() {
        child.close();
    }
}
