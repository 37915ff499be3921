package byline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTest {
    private static final int LIMIT = 10_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private Door door;

    private record Shape(
            int number, @org.jspecify.annotations.Nullable String word) {}

    @BeforeAll
    void open() {
        Routes routes = new Routes()
                .get("/text", request -> Reply.ok(Map.of("said", "hello")))
                .get("/item/{id}", request -> Reply.ok(Map.of("id", request.path("id"))))
                .post("/echo", request -> Reply.bytes(200, "application/json", request.body(LIMIT, "application/json")))
                .post("/shape", request -> Reply.ok(request.json(Shape.class)))
                .get("/busy", request -> {
                    throw new IllegalArgumentException("full");
                })
                .get(
                        "/half",
                        request -> Reply.streaming("text/plain", out -> {
                            out.write(new byte[LIMIT]);
                            out.flush();
                            throw new IllegalStateException("the rest is gone");
                        }))
                .get("/bug", request -> {
                    throw new IllegalStateException("secret words");
                });
        door = Door.open(
                routes,
                new Door.Listen("127.0.0.1", 0, 100, 1 << 24, new Proxies(Set.of()), new PublicAddress(null)),
                failure -> failure instanceof IllegalArgumentException
                        ? Optional.of(new Refusal(Code.UNAVAILABLE, "later").header("Retry-After", "1"))
                        : Optional.empty());
    }

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void answersHeadAsGetWithoutItsBody() {
        HttpResponse<String> answer = send("HEAD", "/text", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void saysWhichMethodsAPathTakes() {
        HttpResponse<String> answer = send("DELETE", "/item/7", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
        assertThat(answer.body()).contains("\"code\":\"METHOD_NOT_ALLOWED\"");
    }

    @Test
    void breaksOffRatherThanPassAPartForTheWhole() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/half"))
                .build();
        assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void answers404WithABodyOfTheUsualForm() {
        assertThat(send("GET", "/nowhere", new byte[0]).body())
                .contains("\"error\":")
                .contains("\"detail\":")
                .contains("\"code\":\"NOT_FOUND\"");
    }

    @Test
    void readsGzip() throws IOException {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(send("POST", "/echo", gzip(body), "Content-Encoding", "gzip").body())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void stopsUnpackingAtTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[LIMIT * 100]);
        assertThat(bomb.length).isLessThan(LIMIT);
        assertThat(outcome(send("POST", "/echo", bomb, "Content-Encoding", "gzip")))
                .isEqualTo("413 PAYLOAD_TOO_LARGE");
    }

    @Test
    void refusesWhatIsNotTheEncodingItSays() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(outcome(send("POST", "/echo", body, "Content-Encoding", "gzip")))
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(outcome(send("POST", "/echo", body, "Content-Encoding", "br")))
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesABodyOverTheLimitAndOfAnotherType() {
        byte[] large = new byte[LIMIT + 1];
        Arrays.fill(large, (byte) ' ');
        assertThat(outcome(send("POST", "/echo", large))).isEqualTo("413 PAYLOAD_TOO_LARGE");
        assertThat(outcome(send("POST", "/echo", new byte[1], "Content-Type", "text/html")))
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void tellsWhatIsNoJsonFromJsonOfAnotherShape() {
        for (String broken : new String[] {"", "{", "{\"number\":1} x", "{\"number\":1,\"number\":2}", "null"}) {
            assertThat(outcome(send("POST", "/shape", broken.getBytes(StandardCharsets.UTF_8))))
                    .as(broken)
                    .isEqualTo("400 INVALID_JSON");
        }
        for (String other :
                new String[] {"[]", "7", "{\"number\":\"1\"}", "{\"nmber\":1}", "{\"number\":1,\"word\":5}"}) {
            assertThat(outcome(send("POST", "/shape", other.getBytes(StandardCharsets.UTF_8))))
                    .as(other)
                    .isEqualTo("400 INVALID_PARAMETER");
        }
    }

    @Test
    void excusesAnOverloadAndHidesABug() {
        HttpResponse<String> busy = send("GET", "/busy", new byte[0]);
        assertThat(outcome(busy)).isEqualTo("503 UNAVAILABLE");
        assertThat(busy.headers().firstValue("Retry-After")).contains("1");
        HttpResponse<String> bug = send("GET", "/bug", new byte[0]);
        assertThat(outcome(bug)).isEqualTo("500 INTERNAL");
        assertThat(bug.body()).doesNotContain("secret words").doesNotContain("Exception");
    }

    private static String outcome(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + Json.tree(answer.body().getBytes(StandardCharsets.UTF_8))
                        .get("code")
                        .stringValue();
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
