package byline.store;

import static byline.store.SampleEvents.NOW;
import static byline.store.SampleEvents.OWNER;
import static byline.store.SampleEvents.event;
import static byline.store.SampleEvents.events;
import static byline.store.SampleEvents.owned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.store.Events.Overloaded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReadTest {
    private static final Duration FRESHNESS = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void seesEveryEventAcknowledgedBeforeItBeganWhileOthersAppend() throws InterruptedException {
        try (Events events = Events.open(folder, limits(new Limits.Reads(2, FRESHNESS, FRESHNESS)))) {
            AtomicBoolean done = new AtomicBoolean();
            Thread noise = Thread.startVirtualThread(() -> {
                for (long first = 1_000_000; !done.get(); first += 100) {
                    events.append(events(first, first + 100));
                }
            });
            for (int number = 0; number < 25; number++) {
                events.append(List.of(event(number, owned("mine", null, null), "content_cited")));
                assertThat(total(events, "mine")).isEqualTo(number + 1);
            }
            done.set(true);
            noise.join();
        }
    }

    @Test
    void countsTypesOfAnOwnerMostFirst() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(
                    event(1, owned(OWNER, null, null), "content_cited"),
                    event(2, owned(OWNER, null, null), "content_retrieved"),
                    event(3, owned(OWNER, null, null), "content_retrieved"),
                    event(4, owned("owner-2", null, null), "content_retrieved"),
                    event(5, owned(null, null, null), "content_retrieved")));
            assertThat(events.read("owner_types", range(OWNER), row -> row.text("event_type") + row.number("count")))
                    .containsExactly("content_retrieved2", "content_cited1");
        }
    }

    @Test
    void neverShowsQuarantinedOrConflictingEventsToOwners() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(
                    event(1, owned(OWNER, null, "wrong origin"), "content_retrieved"),
                    event(2, owned(OWNER, "owner-2", null), "content_retrieved")));
            assertThat(total(events, OWNER)).isZero();
            assertThat(page(events, Map.of())).isEmpty();
            Map<String, @Nullable Object> site = new HashMap<>(range(OWNER));
            site.put("site", "site-1");
            assertThat(events.read("site_totals", site, row -> row.number("bot_visits")))
                    .containsExactly(0L);
        }
    }

    @Test
    void pagesNewestFirstAndContinuesAfterARowWhileNewOnesArrive() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(0, 10));
            assertThat(page(events, Map.of("limit", 3))).containsExactly(9L, 8L, 7L);
            events.append(events(10, 12));
            Map<String, @Nullable Object> last = events.read(
                            "test_all",
                            Map.of(),
                            row -> Map.<String, @Nullable Object>of(
                                    "before_timestamp", row.instant("timestamp"), "before_seq", row.number("seq")))
                    .get(7);
            assertThat(page(events, last)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L, 0L);
        }
    }

    @Test
    void appliesEachFilterThatIsSet() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(0, 3));
            assertThat(page(events, Map.of("domain", "example.com"))).hasSize(3);
            assertThat(page(events, Map.of("domain", "example.org"))).isEmpty();
            assertThat(page(events, Map.of("event_type", "content_cited"))).isEmpty();
            assertThat(page(events, Map.of("source_role", "edge"))).isEmpty();
        }
    }

    @Test
    void takesListsAsParameters() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(0, 3));
            Map<String, @Nullable Object> parameters = Map.of(
                    "hosts", List.of("example.org", "example.com"), "ids", List.of(event(0).id(), event(1).id()));
            assertThat(events.read("test_lists", parameters, row -> row.number("count")))
                    .containsExactly(2L);
            Map<String, @Nullable Object> none = Map.of("hosts", List.of(), "ids", List.of(event(0).id()));
            assertThat(events.read("test_lists", none, row -> row.number("count")))
                    .containsExactly(0L);
        }
    }

    @Test
    void refusesAReadWithAMissingParameterOrOfAMissingColumn() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(0, 1));
            assertThatThrownBy(() -> events.read("owner_types", Map.of(), row -> row))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(":owner");
            assertThatThrownBy(() -> events.read("test_all", Map.of(), row -> row.text("nothing")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nothing");
        }
    }

    @Test
    @Timeout(60)
    void cancelsAReportThatTakesTooLong() {
        Limits short_ = limits(new Limits.Reads(1, FRESHNESS, Duration.ofSeconds(1)));
        try (Events events = Events.open(folder, short_)) {
            assertThatThrownBy(() -> events.read("test_endless", Map.of(), row -> row))
                    .isInstanceOf(Overloaded.class)
                    .hasMessageContaining("test_endless");
            assertThat(total(events, OWNER)).isZero();
        }
    }

    @Test
    @Timeout(60)
    void refusesAReadWhenTooManyRunAndCancelsThoseThatRunWhenClosed() throws InterruptedException {
        Limits one = limits(new Limits.Reads(1, Duration.ofMillis(50), Duration.ofSeconds(50)));
        AtomicReference<RuntimeException> cancelled = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(1);
        Events events = Events.open(folder, one);
        Thread reader = Thread.startVirtualThread(() -> {
            running.countDown();
            try {
                events.read("test_endless", Map.of(), row -> row);
            } catch (RuntimeException end) {
                cancelled.set(end);
            }
        });
        running.await();
        refusedInTheEnd(events);
        events.close();
        reader.join();
        assertThat(cancelled).doesNotHaveNullValue();
    }

    @Test
    @Timeout(60)
    void longReportsDoNotHoldUpOtherVirtualThreads() throws InterruptedException {
        Limits two = limits(new Limits.Reads(2, FRESHNESS, Duration.ofSeconds(2)));
        try (Events events = Events.open(folder, two)) {
            List<Thread> readers = new ArrayList<>();
            for (int reader = 0; reader < 4 * Runtime.getRuntime().availableProcessors(); reader++) {
                readers.add(Thread.startVirtualThread(() -> {
                    try {
                        events.read("test_endless", Map.of(), row -> row);
                    } catch (Overloaded expected) {
                        assertThat(expected).hasMessageContaining("");
                    }
                }));
            }
            CountDownLatch appended = new CountDownLatch(20);
            for (int number = 0; number < 20; number++) {
                StoredEvent event = event(number);
                Thread.startVirtualThread(() -> {
                    events.append(List.of(event));
                    assertThat(events.findSessionEnd(SampleEvents.REPORTER, event.id()))
                            .isEmpty();
                    appended.countDown();
                });
            }
            appended.await();
            assertThat(readers).anyMatch(Thread::isAlive);
        }
    }

    private static void refusedInTheEnd(Events events) {
        while (true) {
            try {
                total(events, OWNER);
            } catch (Overloaded refused) {
                return;
            }
        }
    }

    private static Limits limits(Limits.Reads reads) {
        return new Limits(Limits.Log.DEFAULTS, reads, Limits.Engine.DEFAULTS, 7);
    }

    private static Map<String, @Nullable Object> range(String owner) {
        return Map.of("owner", owner, "since", NOW, "until", NOW.plus(Duration.ofDays(1)));
    }

    private static long total(Events events, String owner) {
        return events.read("owner_types", range(owner), row -> row.number("count")).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<Long> page(Events events, Map<String, ? extends @Nullable Object> filters) {
        Map<String, @Nullable Object> parameters = Traffic.page(0, NOW, NOW.plus(Duration.ofDays(1)), 0);
        parameters.put("owner", OWNER);
        parameters.putAll(filters);
        return events.read("owner_events", parameters, row -> row.text("id")).stream()
                .map(id -> Long.parseLong(String.valueOf(id).substring(24), 16))
                .toList();
    }
}
