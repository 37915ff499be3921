package byline.telemetry;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// Request bodies to test with.
final class Bodies {
    private Bodies() {}

    static String id(int number) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L | number).toString();
    }

    /// A retrieval seen at the edge, with an id of its own.
    static String retrieved(int number, String url) {
        return """
                {"id":"%s","type":"content_retrieved","timestamp":"2026-09-02T10:15:30.125Z","source_role":"edge",\
                "content_url":"%s","data":{"user_agent":"GPTBot/1.2"}}""".formatted(id(number), url);
    }

    static String cited(int number, String url) {
        return """
                {"id":"%s","type":"content_cited","timestamp":"2026-09-02T10:15:31Z","output_id":"o1",\
                "content_url":"%s","data":{"citation_type":"paraphrase"}}""".formatted(id(number), url);
    }

    static String retrievals(int from, int to, String url) {
        return IntStream.range(from, to)
                .mapToObj(number -> retrieved(number, url))
                .collect(Collectors.joining(","));
    }

    /// A batch of 1.0 without a session.
    static String batch(String... events) {
        return """
                {"document_type":"event_batch","schema_version":"1.0","events":[%s]}""".formatted(String.join(",", events));
    }

    static String batchIn(String session, String... events) {
        return """
                {"document_type":"event_batch","schema_version":"1.0","session_id":"%s","events":[%s]}""".formatted(session, String.join(",", events));
    }

    static String document(String session, String outcome, String... events) {
        return """
                {"document_type":"session","schema_version":"1.0","session_id":"%s","started_at":"2026-09-02T10:15:00Z",\
                "agent_id":"agent-1","outcome":%s,"events":[%s]}""".formatted(session, outcome, String.join(",", events));
    }

    /// A body a published client sends.
    static String client(String name) {
        try {
            return Files.readString(Path.of("../wire/src/test/resources/fixtures/clients", name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Sends bytes as they are.
    static Answer post(Caller caller, String path, byte[] body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(caller.server().resolve(path))
                            .headers(caller.headers().toArray(String[]::new))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
