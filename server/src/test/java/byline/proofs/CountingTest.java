package byline.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.RunningServer.Tenant;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.wire.Delivery;
import byline.wire.Limits;
import byline.wire.Occurrences;
import byline.wire.Occurrences.Count;
import byline.wire.Occurrences.Counts;
import byline.wire.Occurrences.Observed;
import byline.wire.Parser;
import byline.wire.Stage;
import byline.wire.WireVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// What is counted depends on what happened, not on how it was told (§4.3): as one document, in batches of any size and
/// order, one by one, or twice. Each telling goes through the whole server to an owner of its own.
@SuppressWarnings("NullAway.Init") // before the first try
class CountingTest {
    private static final AtomicInteger TELLINGS = new AtomicInteger();

    private static Path folder;
    private static RunningServer server;

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("byline-counting");
        server = new RunningServer(folder, RoundTripTest.NOON);
    }

    @AfterContainer
    static void stop() throws IOException {
        server.close();
        Folders.delete(folder);
    }

    /// A way to hand over a session.
    private interface Telling {
        void tell(Caller agent, RandomSession session, RandomGenerator random);
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void countsTheSameInAnyFormatBatchingAndOrder(@ForAll long seed) {
        String expected = expected(seed);
        assertThat(counted(seed, CountingTest::asDocument)).isEqualTo(expected);
        assertThat(counted(seed, CountingTest::inBatches)).isEqualTo(expected);
        assertThat(counted(seed, CountingTest::oneByOneAndTwice)).isEqualTo(expected);
    }

    private static void asDocument(Caller agent, RandomSession session, RandomGenerator random) {
        accept(agent.post("/sessions/bulk", session.document(session.events())));
    }

    private static void inBatches(Caller agent, RandomSession session, RandomGenerator random) {
        List<String> events = shuffled(session, random);
        while (!events.isEmpty()) {
            List<String> some = events.subList(0, 1 + random.nextInt(Math.min(4, events.size())));
            accept(agent.post("/events", session.batch(some)));
            some.clear();
        }
    }

    private static void oneByOneAndTwice(Caller agent, RandomSession session, RandomGenerator random) {
        for (int time = 0; time < 2; time++) {
            for (String event : shuffled(session, random)) {
                accept(agent.post("/events", session.single(event)));
            }
        }
    }

    private static List<String> shuffled(RandomSession session, RandomGenerator random) {
        List<String> events = new ArrayList<>(session.events());
        Collections.shuffle(events, random);
        return events;
    }

    private static void accept(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static String counted(long seed, Telling telling) {
        int number = TELLINGS.incrementAndGet();
        String domain = "owner" + number + ".example";
        Tenant owner = server.tenant("editor@" + domain, "content_owner").owns(domain);
        Tenant platform = server.tenant("dev@platform" + number + ".example", "platform");
        telling.tell(
                platform.key("telemetry:write"),
                new RandomSession(new SplittableRandom(seed), List.of(domain)),
                new SplittableRandom(seed));
        Caller reader = owner.key("telemetry:read");
        return reader.get("/content-owners/stages").json().get("items").toString()
                + reader.get("/content-owners/summary").json().get("total_events");
    }

    /// What the specification's own rules make of the session, without server and store.
    private static String expected(long seed) {
        RandomSession session = new RandomSession(new SplittableRandom(seed), List.of("owner.example"));
        byte[] document = session.document(session.events()).getBytes(StandardCharsets.UTF_8);
        Delivery delivery =
                new Parser(Limits.DEFAULT, EnumSet.allOf(WireVersion.class)).readSession(document, 0, document.length);
        Counts counts = Occurrences.count(delivery.events().stream()
                .map(event -> new Observed(session.id(), null, event))
                .toList());
        List<String> items = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Count count = Objects.requireNonNull(counts.stages().get(stage));
            items.add("{\"stage\":\"%s\",\"events\":%d,\"occurrences\":%d,\"corroborated\":%d}"
                    .formatted(
                            stage.name().toLowerCase(Locale.ROOT),
                            count.events(),
                            count.occurrences(),
                            count.corroborated()));
        }
        long owned = delivery.events().stream()
                .filter(event -> event.contentUrl() != null)
                .count();
        return "[" + String.join(",", items) + "]" + owned;
    }
}
