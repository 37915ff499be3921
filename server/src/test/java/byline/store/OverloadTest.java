package byline.store;

import static byline.store.SampleEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.store.Events.Overloaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OverloadTest {
    private static final Limits TINY =
            new Limits(new Limits.Log(40_000, 20_000, 10_000), Limits.Reads.DEFAULTS, Limits.Engine.DEFAULTS, 7);

    private static final Logger QUIET = Logger.getLogger(OverloadTest.class.getPackageName());

    @TempDir
    Path folder;

    @BeforeAll
    static void expectErrors() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll
    static void logAgain() {
        QUIET.setLevel(Level.INFO);
    }

    @Test
    void refusesACallPastTheBacklogAndStoresNothingOfIt() {
        try (Events events = Events.open(folder, TINY)) {
            assertThatThrownBy(() -> events.append(events(0, 1000))).isInstanceOf(Overloaded.class);
            assertThat(events.counters()).isEqualTo(new Events.Counters(0, 0, 0));
            assertThat(events.append(events(0, 10)).duplicates()).isZero();
        }
    }

    @Test
    @Timeout(60)
    void storesEverythingOnceWhenRefusedCallsAreTriedAgain() throws InterruptedException {
        try (Events events = Events.open(folder, TINY)) {
            AtomicInteger duplicates = new AtomicInteger();
            List<Thread> senders = new ArrayList<>();
            for (int sender = 0; sender < 8; sender++) {
                long base = sender * 1000L;
                senders.add(Thread.startVirtualThread(() -> {
                    for (long first = base; first < base + 100; first += 20) {
                        duplicates.addAndGet(untilAccepted(events, events(first, first + 20)));
                    }
                }));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(duplicates).hasValue(0);
            assertThat(events.read("test_all", Map.of(), row -> row.number("seq")))
                    .hasSize(800);
        }
    }

    @Test
    @Timeout(60)
    void refusesReadsButNotAppendsWhileNothingCanBeLoaded() throws IOException {
        Limits impatient = new Limits(
                Limits.Log.DEFAULTS,
                new Limits.Reads(1, Duration.ofMillis(200), Duration.ofSeconds(10)),
                Limits.Engine.DEFAULTS,
                7);
        try (Events events = Events.open(folder, impatient)) {
            Path moved = Files.createDirectory(folder.resolve("moved"));
            assertThat(events.append(events(0, 5)).duplicates()).isZero();
            Path first = folder.resolve("log").resolve("000000000001.ndjson");
            Files.move(first, moved.resolve("first"));
            assertThatThrownBy(() -> events.read("test_all", Map.of(), row -> row))
                    .isInstanceOf(Overloaded.class);
            assertThat(events.append(events(5, 10)).duplicates()).isZero();
            Files.move(moved.resolve("first"), first);
            assertThat(readWhenLoaded(events)).isEqualTo(10);
        }
    }

    @Test
    void refusesEverythingOnceClosed() {
        Events events = Events.open(folder, Limits.DEFAULTS);
        events.close();
        assertThatThrownBy(() -> events.append(events(0, 1))).isInstanceOf(Overloaded.class);
    }

    @Test
    void refusesToOpenADamagedLogAndLetsGoOfTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("log"));
        Path bad = folder.resolve("log").resolve("000000000002.ndjson");
        Files.writeString(bad, "{}");
        assertThatThrownBy(() -> Events.open(folder, Limits.DEFAULTS))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("000000000001.ndjson is missing");
        Files.delete(bad);
        Events.open(folder, Limits.DEFAULTS).close();
    }

    private static int untilAccepted(Events events, List<StoredEvent> batch) {
        while (true) {
            try {
                return events.append(batch).duplicates();
            } catch (Overloaded again) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static int readWhenLoaded(Events events) {
        while (true) {
            try {
                return events.read("test_all", Map.of(), row -> row.number("seq"))
                        .size();
            } catch (Overloaded again) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
