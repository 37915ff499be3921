package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is another's answers like what does not exist: byte for byte, and in the same time.
class EqualAnswersTest {
    private static final int PAIRS = 300;
    private static final int SIGN_INS = 60;

    @TempDir
    Path folder;

    TestServer server;
    Tenant bugle;
    Tenant planet;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        bugle = server.tenant("jonah@bugle.example", "content_owner");
        planet = server.tenant("perry@planet.example", "content_owner");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// A question about something, with its id in the place of `{}`.
    private record Question(String method, String path, String anothers, String unknown) {
        Answer about(Caller caller, String id) {
            return caller.send(method, IDENTITY + path.replace("{}", id), null);
        }
    }

    private List<Question> questions() {
        Caller owner = planet.owner();
        String key = planet.mint(Map.of("name", "x", "scopes", List.of("telemetry:read")))
                .text("id");
        String site = owner.post(IDENTITY + "/sites", Map.of("domain", "planet.example"))
                .text("id");
        String domain = owner.post(IDENTITY + "/domains", Map.of("domain", "planet.example"))
                .text("id");
        Tenant agent = server.tenant("clark@agent.example", "agent");
        String delegation = owner.post(
                        IDENTITY + "/delegations",
                        Map.of("grantee_org_id", agent.id().value(), "scopes", List.of("telemetry:read")))
                .text("id");
        String factor = owner.post(IDENTITY + "/second-factors/totp", Map.of("name", "x"))
                .text("id");
        String session = owner.get(IDENTITY + "/sessions")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .stringValue();
        return List.of(
                question("GET", "/organizations/{}", planet.id().value()),
                question("GET", "/organizations/{}/members", planet.id().value()),
                question("GET", "/organizations/{}/plan", planet.id().value()),
                question("POST", "/organizations/{}/restore", planet.id().value()),
                question("GET", "/api-keys/{}", key),
                question("POST", "/api-keys/{}/revoke", key),
                question("GET", "/api-keys/{}/usage", key),
                question("GET", "/sites/{}", site),
                question("DELETE", "/sites/{}", site),
                question("POST", "/domains/{}/verify", domain),
                question("DELETE", "/domains/{}", domain),
                question("DELETE", "/delegations/{}", delegation),
                question("DELETE", "/second-factors/{}", factor),
                question("DELETE", "/sessions/{}", session));
    }

    private static Question question(String method, String path, String anothers) {
        String unknown = anothers.substring(0, anothers.indexOf('_') + 1) + "0000000000000000000000";
        return new Question(method, path, anothers, unknown);
    }

    private static Map<String, Object> bytes(Answer answer) {
        Map<String, Object> bytes = new TreeMap<>(answer.headers());
        bytes.remove("date");
        bytes.put("status", answer.status());
        bytes.put("body", answer.text());
        return bytes;
    }

    @Test
    void anothersThingAnswersLikeNoneByteForByteAndInTheSameTime() {
        Caller stranger = bugle.owner();
        List<String> unequal = new ArrayList<>();
        for (Question one : questions()) {
            Answer anothers = one.about(stranger, one.anothers());
            assertThat(anothers.status()).as(one.path()).isEqualTo(404);
            assertThat(bytes(anothers)).as(one.path()).isEqualTo(bytes(one.about(stranger, one.unknown())));
            Timing.Difference difference = Timing.between(
                    PAIRS,
                    () -> Timing.of(() -> one.about(stranger, one.anothers())),
                    () -> Timing.of(() -> one.about(stranger, one.unknown())));
            System.out.println("time of " + one.method() + " " + one.path() + ": " + difference);
            if (!difference.isNone()) {
                unequal.add(one.method() + " " + one.path() + ": " + difference);
            }
        }
        assertThat(unequal).isEmpty();
    }

    @Test
    void askingForALinkTakesAsLongForAnUnknownAddress() {
        AtomicInteger asked = new AtomicInteger();
        LongSupplier known = () -> askFor("jonah@bugle.example", asked.incrementAndGet());
        LongSupplier unknown = () -> {
            int nth = asked.incrementAndGet();
            return askFor("nobody" + nth + "@bugle.example", nth);
        };
        Timing.Difference difference = Timing.between(SIGN_INS, known, unknown);
        System.out.println("time of signing in, known and unknown: " + difference);
        assertThat(difference.isNone()).as(difference.toString()).isTrue();
    }

    /// Each time from another network and after the last mails are forgotten, so that every one leads to a mail.
    private long askFor(String email, int nth) {
        server.clock().advance(Duration.ofMinutes(6));
        Caller asking = server.anyone().with("X-Forwarded-For", "198.18.%d.%d".formatted(nth / 256, nth % 256));
        long nanos = Timing.of(() -> {
            Answer asked = asking.post(IDENTITY + "/auth/magic-links", Map.of("email", email));
            assertThat(asked.status()).isEqualTo(202);
        });
        assertThat(server.mail().next().to()).isEqualTo(email);
        return nanos;
    }

    @Test
    void theMeasureFindsWhatTakesLongerAndNothingElseHoweverBusyTheMachineIs() {
        AtomicBoolean busy = new AtomicBoolean(true);
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            load.add(Thread.ofPlatform().daemon().start(() -> {
                while (busy.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        try {
            LongSupplier question = () -> Timing.of(() -> bugle.owner().get(IDENTITY + "/me"));
            LongSupplier slower = () -> question.getAsLong() + Timing.of(EqualAnswersTest::spin);
            assertThat(Timing.between(PAIRS, question, question).isNone()).isTrue();
            assertThat(Timing.between(PAIRS, question, slower).isNone()).isFalse();
        } finally {
            busy.set(false);
            load.forEach(EqualAnswersTest::join);
        }
    }

    /// As long as a look at a disk.
    private static void spin() {
        long end = System.nanoTime() + Duration.ofMillis(3).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
