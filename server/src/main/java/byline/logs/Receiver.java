package byline.logs;

import byline.http.Json;
import byline.sites.LoggedRequest.Observer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The server that a log is reported to, reached like any client reaches it.
public final class Receiver implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;
    private static final int ACCEPTED = 202;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final To to;
    private final Consumer<String> waiting;

    /// @param key of the organisation, with `telemetry:write`
    /// @param patience how long a server may be away before it is given up
    public record To(URI server, String key, String site, Duration patience) {
        @Override
        public String toString() {
            return site + " at " + server;
        }
    }

    /// What the server said of a batch.
    record Receipt(int accepted, int duplicates, int skipped, List<Refusal> rejected) {}

    /// A request the server did not take.
    record Refusal(int index, String field, String reason) {}

    /// The server refused, or was away for longer than patience lasts.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /// @param waiting hears why it is waiting for the server
    public Receiver(To to, Consumer<String> waiting) {
        this.to = to;
        this.waiting = waiting;
    }

    String site() {
        return to.site();
    }

    /// Returns when the server has them on disk.
    ///
    /// @throws Refused when it never will
    Receipt send(byte[] body, Observer observer) throws InterruptedException {
        URI path = to.server()
                .resolve("/api/v1/sites/" + to.site() + "/requests?source_role="
                        + observer.name().toLowerCase(Locale.ROOT));
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        long deadline = System.nanoTime() + to.patience().toNanos();
        for (int attempt = 0; ; attempt++) {
            Duration pause = Duration.ofSeconds(Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(attempt, 5)));
            String why;
            try {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == ACCEPTED) return Json.read(answer.body(), Receipt.class);
                why = said(answer);
                if (answer.statusCode() < BROKEN && answer.statusCode() != TOO_MANY) throw new Refused(why);
                pause = retryAfter(answer).orElse(pause);
            } catch (IOException away) {
                why = "no answer from " + to.server();
            }
            if (System.nanoTime() + pause.toNanos() > deadline) throw new Refused(why);
            waiting.accept(why);
            Thread.sleep(pause);
        }
    }

    private HttpRequest.Builder request(URI path) {
        return HttpRequest.newBuilder(path).timeout(ANSWER).header("Authorization", "Bearer " + to.key());
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofSeconds(Math.min(LONGEST_PAUSE.toSeconds(), Long.parseLong(text))));
    }

    static String said(HttpResponse<byte[]> answer) {
        String status = "the server answered " + answer.statusCode();
        try {
            JsonNode body = Json.tree(answer.body());
            return status + ": " + body.path("error").asString("");
        } catch (RuntimeException notJson) {
            return status;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
