package byline.telemetry;

import static byline.telemetry.Bodies.batch;
import static byline.telemetry.Bodies.gzip;
import static byline.telemetry.Bodies.retrievals;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.TestServer.Tenant;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class BodyLimitsTest {
    private static final String PAGE = "https://bugle.example/news";

    TelemetryServer server;
    String key;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TelemetryServer(folder);
        Tenant platform = server.platform("oracle");
        key = platform.key("telemetry:write");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(byte[] body, String... headers) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(server.server().origin().resolve("/events"))
                            .header("X-API-Key", key)
                            .headers(headers)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void answers413ForMoreBytesThanTheLimit() throws Exception {
        String padding = " ".repeat(TelemetryServer.MAX_BYTES);
        var answer = send(bytes(batch(retrieved(1, PAGE)) + padding), "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
    }

    @Test
    void answers400ForMoreEventsThanTheLimit() throws Exception {
        String body = batch(retrievals(0, TelemetryServer.MAX_EVENTS + 1, PAGE));
        var answer = send(bytes(body), "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_DOCUMENT", "more than 100 events");
    }

    @Test
    void takesAGzipBody() throws Exception {
        var answer =
                send(gzip(batch(retrieved(7, PAGE))), "Content-Type", "application/json", "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void answers413ForAGzipBombWithoutUnpackingIt() throws Exception {
        byte[] bomb = gzip(" ".repeat(50_000_000));
        assertThat(bomb.length).isLessThan(TelemetryServer.MAX_BYTES);
        var answer = send(bomb, "Content-Type", "application/json", "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void answers400ForABodyThatIsNotTheGzipItSays() throws Exception {
        var answer = send(bytes("{}"), "Content-Type", "application/json", "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void answers415ForAnotherMediaTypeOrEncoding() throws Exception {
        byte[] body = bytes(batch(retrieved(8, PAGE)));
        assertThat(send(body, "Content-Type", "text/xml").statusCode()).isEqualTo(415);
        assertThat(send(body, "Content-Type", "application/json", "Content-Encoding", "br")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void takesJsonWhateverItsParameters() throws Exception {
        byte[] body = bytes(batch(retrieved(9, PAGE)));
        assertThat(send(body, "Content-Type", "Application/JSON; charset=UTF-8").statusCode())
                .isEqualTo(201);
    }

    @Test
    void answers400ForDeepNestingAndDuplicateMembersAndNoUtf8() throws Exception {
        String[] json = {"Content-Type", "application/json"};
        String deep = batch(retrieved(10, PAGE).replace("\"GPTBot/1.2\"", "[".repeat(500) + "]".repeat(500)));
        assertThat(send(bytes(deep), json).statusCode()).isEqualTo(400);
        assertThat(send(bytes("{\"events\":[],\"events\":[]}"), json).statusCode())
                .isEqualTo(400);
        assertThat(send(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}, json)
                        .statusCode())
                .isEqualTo(400);
    }
}
