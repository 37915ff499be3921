package byline.store;

import static byline.store.SampleEvents.NOW;
import static byline.store.SampleEvents.REPORTER;
import static byline.store.SampleEvents.event;
import static byline.store.SampleEvents.events;
import static org.assertj.core.api.Assertions.assertThat;

import byline.store.Events.Receipt;
import byline.store.StoredEvent.Stamp;
import byline.store.ids.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {
    @TempDir
    Path folder;

    @Test
    void countsARepeatWithinACallAsADuplicate() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            Receipt receipt = events.append(List.of(event(1), event(2), event(1)));
            assertThat(receipt).isEqualTo(new Receipt(List.of(true, true, false), 1));
            assertThat(stored(events)).isEqualTo(2);
        }
    }

    @Test
    void countsARepeatThatIsNotLoadedYetAsADuplicate() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(event(1)));
            assertThat(events.append(List.of(event(1), event(2)))).isEqualTo(new Receipt(List.of(false, true), 1));
            assertThat(stored(events)).isEqualTo(2);
        }
    }

    @Test
    void countsARepeatThatIsLoadedAsADuplicate() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(0, 100));
            assertThat(stored(events)).isEqualTo(100);
            assertThat(events.append(events(50, 150)).duplicates()).isEqualTo(50);
            assertThat(stored(events)).isEqualTo(150);
        }
    }

    @Test
    void knowsARepeatAfterARestart() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(0, 100));
        }
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(events.append(events(0, 101)).duplicates()).isEqualTo(100);
            assertThat(stored(events)).isEqualTo(101);
        }
    }

    @Test
    void knowsARepeatWhenTheFingerprintsAreLost() throws IOException {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(0, 100));
        }
        try (Stream<Path> files = Files.list(folder.resolve("ids"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(events.append(events(0, 101)).duplicates()).isEqualTo(100);
        }
    }

    @Test
    void knowsARepeatWhoseTimeOfDayIsAnother() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(event(1)));
            assertThat(events.append(List.of(dated(event(1), NOW.plusSeconds(3600))))
                            .duplicates())
                    .isEqualTo(1);
        }
    }

    @Test
    void knowsARepeatWithinAWeekHoweverItIsDatedByThen() {
        List<StoredEvent> repeats = LongStream.rangeClosed(0, 7)
                .mapToObj(days -> NOW.plus(Duration.ofDays(days)))
                .flatMap(now -> Stream.of(received(now, now), received(now, now.minus(Duration.ofDays(7)))))
                .toList();
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(received(NOW, NOW.minus(Duration.ofDays(3)))));
            assertThat(repeats).allSatisfy(repeat -> assertThat(events.append(List.of(repeat)))
                    .isEqualTo(new Receipt(List.of(false), 1)));
        }
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(repeats).allSatisfy(repeat -> assertThat(events.append(List.of(repeat)))
                    .isEqualTo(new Receipt(List.of(false), 1)));
            assertThat(stored(events)).isEqualTo(1);
        }
    }

    private static StoredEvent received(Instant receivedAt, Instant timestamp) {
        Stamp stamp = new Stamp(receivedAt, REPORTER, null, null, null, null);
        return dated(event(1, stamp, "content_cited"), timestamp);
    }

    private static StoredEvent dated(StoredEvent event, Instant timestamp) {
        return new StoredEvent(
                event.id(),
                event.type(),
                timestamp,
                event.stamp(),
                event.content(),
                event.links(),
                event.actor(),
                event.visit(),
                event.rest());
    }

    @Test
    void storesTheSameIdOfAnotherReporter() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            Stamp other = new Stamp(NOW, "reporter-2", null, null, null, null);
            events.append(List.of(event(1)));
            assertThat(events.append(List.of(event(1, other, "content_retrieved")))
                            .duplicates())
                    .isZero();
            assertThat(stored(events)).isEqualTo(2);
        }
    }

    @Test
    void storesOneOfManyCallsInFlightWithTheSameEvents() throws InterruptedException {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            AtomicInteger stored = new AtomicInteger();
            for (int round = 0; round < 20; round++) {
                List<StoredEvent> forward = events(round * 10L, round * 10L + 10);
                together(List.of(forward, forward.reversed(), forward, forward.reversed()), batch -> {
                    Receipt receipt = events.append(batch);
                    stored.addAndGet(batch.size() - receipt.duplicates());
                });
            }
            assertThat(stored).hasValue(200);
            assertThat(stored(events)).isEqualTo(200);
        }
    }

    @Test
    void storesEveryEventThoughAllHaveTheSameFingerprint() throws Exception {
        try (Events events = DataFolder.open(folder, Limits.DEFAULTS, Sizes.DEFAULTS, _ -> 7)) {
            assertThat(events.append(events(0, 5)).duplicates()).isZero();
            assertThat(events.append(events(3, 8)).duplicates()).isEqualTo(2);
            assertThat(stored(events)).isEqualTo(8);
            together(List.of(events(5, 15), events(10, 20), events(0, 20)), events::append);
            assertThat(stored(events)).isEqualTo(20);
        }
        try (Events events = DataFolder.open(folder, Limits.DEFAULTS, Sizes.DEFAULTS, _ -> 7)) {
            assertThat(events.append(events(19, 21)).duplicates()).isEqualTo(1);
        }
    }

    private static void together(List<List<StoredEvent>> batches, Consumer<List<StoredEvent>> call)
            throws InterruptedException {
        CountDownLatch start = new CountDownLatch(batches.size());
        List<Thread> callers = new ArrayList<>();
        for (List<StoredEvent> batch : batches) {
            callers.add(Thread.startVirtualThread(() -> {
                start.countDown();
                try {
                    start.await();
                } catch (InterruptedException ended) {
                    return;
                }
                call.accept(batch);
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static int stored(Events events) {
        return events.read("test_all", Map.of(), row -> row.number("seq")).size();
    }
}
