package byline.identity;

import byline.http.ApiAnswer;
import byline.http.ApiDocument;
import byline.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Someone who sends requests, with the credentials it was given.
public record Caller(URI server, List<String> headers) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ApiDocument API = ApiDocument.read();

    /// What came back.
    public record Answer(int status, Map<String, List<String>> headers, String text) {
        public JsonNode json() {
            return Json.tree(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        public String text(String member) {
            JsonNode value = json().get(member);
            if (value == null) {
                throw new AssertionError("no " + member + " in " + status + " " + text);
            }
            return value.stringValue();
        }

        /// Status and code, as `403 FORBIDDEN`, or the status alone.
        public String outcome() {
            return status < 400 ? String.valueOf(status) : status + " " + text("code");
        }

        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    public Caller with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Caller(server, List.copyOf(more));
    }

    public Caller bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /// @param body a record or map to write as JSON, or text to send as it is
    public Answer send(String method, String path, @Nullable Object body) {
        return send(method, path, body, "application/json");
    }

    /// The same with another media type.
    public Answer send(String method, String path, @Nullable Object body, String mediaType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            byte[] bytes = body instanceof String text
                    ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                    : Json.write(body);
            request.header("Content-Type", mediaType).method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers().map(), response.body());
            isAsDescribed(method, path, answer);
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Every answer to a test is held to the document of the API.
    private static void isAsDescribed(String method, String path, Answer answer) {
        List<String> surprises = API.surprises(
                method,
                path.replaceFirst("[?#].*", ""),
                new ApiAnswer(answer.status(), answer.header("content-type"), answer.text()));
        if (!surprises.isEmpty()) {
            throw new AssertionError("docs/api/openapi.yaml does not describe the answer " + answer.status() + " to "
                    + method + " " + path + ": " + surprises + "\n" + answer.text());
        }
    }
}
