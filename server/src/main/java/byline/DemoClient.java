package byline;

import byline.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A client of the public HTTP API like anyone's; the demo has no other way in.
final class DemoClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;

    DemoClient(String origin) {
        this.origin = origin;
    }

    /// Posts a JSON body.
    ///
    /// @param bearer session token or API key, null for none
    JsonNode post(String path, @Nullable String bearer, Object body) {
        return send(path, bearer, request -> request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body))));
    }

    JsonNode get(String path, String bearer) {
        return send(path, bearer, HttpRequest.Builder::GET);
    }

    private JsonNode send(String path, @Nullable String bearer, UnaryOperator<HttpRequest.Builder> method) {
        HttpRequest.Builder request = method.apply(HttpRequest.newBuilder(URI.create(origin + path)));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return Json.tree(answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
