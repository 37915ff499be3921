package byline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private static final int ROOM = 1 << 20;
    private static final int MOST = ROOM;
    private static final byte[] LARGE = new byte[700 * 1024];
    private static final byte[] SMALL = new byte[100 * 1024];

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final Door door = Door.open(
            new Routes()
                    .post("/length", request -> Reply.ok(Map.of("length", length(request))))
                    .post("/hold", request -> {
                        int length = length(request);
                        held.countDown();
                        await(free);
                        return Reply.ok(Map.of("length", length));
                    }),
            new Door.Listen("127.0.0.1", 0, 100, ROOM, new Proxies(Set.of()), new PublicAddress(null)));

    @AfterEach
    void close() {
        free.countDown();
        door.close();
    }

    @Test
    void refusesForAWhileWhatWouldNotFitBesideWhatIsBeingAnswered() {
        CompletableFuture<HttpResponse<String>> first = send("/hold", LARGE);
        await(held);
        HttpResponse<String> second = send("/length", LARGE).join();
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.body()).contains("UNAVAILABLE");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(send("/length", SMALL).join().statusCode()).isEqualTo(200);
        free.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(send("/length", LARGE).join().body()).contains(String.valueOf(LARGE.length));
    }

    @Test
    void waitsForRoomRatherThanRefuseAtOnce() {
        CompletableFuture<HttpResponse<String>> first = send("/hold", LARGE);
        await(held);
        CompletableFuture<HttpResponse<String>> second = send("/length", LARGE);
        free.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
    }

    @Test
    void hasAllItsRoomAgainWhateverBecameOfARequest() throws IOException {
        byte[] bomb = gzip(new byte[MOST * 4]);
        for (int round = 0; round < 20; round++) {
            assertThat(send("/length", bomb, "Content-Encoding", "gzip").join().statusCode())
                    .isEqualTo(413);
            assertThat(send("/length", SMALL, "Content-Encoding", "gzip").join().statusCode())
                    .isEqualTo(400);
            assertThat(send("/length", new byte[MOST + 1]).join().statusCode()).isEqualTo(413);
        }
        assertThat(send("/length", new byte[MOST]).join().body()).contains(String.valueOf(MOST));
    }

    private static int length(Request request) {
        return request.body(MOST, "application/json").length;
    }

    private CompletableFuture<HttpResponse<String>> send(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
