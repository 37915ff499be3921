package byline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who takes part: the publisher, the platform and their keys, as `./byline demo` sets them up.
record Cast(String domain, String ownerKey, String ownerSession, String platformKey) {
    /// The cast of a folder; an empty one is peopled first, and remembered beside it.
    static Cast of(Path data) throws IOException {
        Path remembered = data.resolveSibling(data.getFileName() + ".json");
        if (!Files.exists(remembered)) {
            Files.writeString(remembered, demo(data));
        }
        JsonNode facts = JsonMapper.shared().readTree(Files.readString(remembered));
        return new Cast(
                facts.at("/site/domain").asString(),
                facts.at("/api_keys/owner").asString(),
                facts.at("/session_tokens/owner").asString(),
                facts.at("/api_keys/platform").asString());
    }

    private static String demo(Path data) throws IOException {
        Path log = data.resolveSibling(data.getFileName() + "-demo.log");
        ProcessBuilder command =
                new ProcessBuilder("./byline", "demo", "--json", "--port", "0", "--data", data.toString());
        try (Child child = Child.start(command.redirectError(log.toFile()));
                BufferedReader output = child.process().inputReader()) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("the demo did not start; see " + log);
            }
            return line;
        }
    }

    Traffic traffic(Duration span) {
        return new Traffic(domain, platformKey, span);
    }
}
