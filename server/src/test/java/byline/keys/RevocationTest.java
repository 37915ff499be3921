package byline.keys;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.TestServer;
import byline.identity.TestServer.Tenant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Revokes keys under load, and looks at when each request began.
class RevocationTest {
    private static final int ROUNDS = 50;
    private static final int CLIENTS = 8;
    private static final int PROBES = 100;
    private static final String KEYS = "/api/v1/identity/api-keys";

    @TempDir
    Path folder;

    TestServer server;
    Tenant bugle;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        bugle = server.tenant("jonah@bugle.example", "content_owner");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private record Probe(long began, int status) {}

    /// @param before counts the requests until the key may be revoked
    /// @param after counts those since, until the round is over
    private record Storm(CountDownLatch before, CountDownLatch after, CountDownLatch revoked) {}

    @Test
    void noRequestThatBeganAfterTheAnswerWasAccepted() throws Exception {
        long requests = 0;
        long accepted = 0;
        long start = System.nanoTime();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int round = 0; round < ROUNDS; round++) {
                Caller.Answer minted = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read")));
                Storm storm = new Storm(new CountDownLatch(PROBES), new CountDownLatch(PROBES), new CountDownLatch(1));
                List<Future<List<Probe>>> clients = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    clients.add(threads.submit(() -> storm(http, minted.text("key"), storm)));
                }
                storm.before().await();
                bugle.owner().post(KEYS + "/" + minted.text("id") + "/revoke", Map.of("reason", "storm"));
                long answered = System.nanoTime();
                storm.revoked().countDown();
                storm.after().await();
                for (Future<List<Probe>> client : clients) {
                    for (Probe probe : client.get()) {
                        requests++;
                        accepted += probe.status() == 200 ? 1 : 0;
                        assertThat(probe.began() > answered && probe.status() == 200)
                                .as("round " + round)
                                .isFalse();
                    }
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(accepted).isBetween(1L, requests - 1);
        System.out.printf(
                "revocation: %d rounds, %d requests, %d accepted, %.0f/s%n",
                ROUNDS, requests, accepted, requests / seconds);
    }

    private List<Probe> storm(HttpClient http, String key, Storm storm) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.origin() + "/probe/telemetry:read"))
                .header("X-API-Key", key)
                .build();
        List<Probe> probes = new ArrayList<>();
        while (storm.after().getCount() > 0) {
            long began = System.nanoTime();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            probes.add(new Probe(began, status));
            (storm.revoked().getCount() > 0 ? storm.before() : storm.after()).countDown();
        }
        return probes;
    }
}
