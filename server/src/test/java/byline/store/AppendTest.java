package byline.store;

import static byline.store.SampleEvents.event;
import static byline.store.SampleEvents.events;
import static byline.store.SampleEvents.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.store.Events.Row;
import byline.store.StoredEvent.Visit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"", " plain", "\"quoted\" \\ back", "line\nline\r\t\u0000\u0001\u007f", "é ü ÿ ж 漢 \uD83D\uDE00"
            })
    void givesBackEveryColumnAsItWas(String text) {
        StoredEvent event = SampleEvents.full(1, text);
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(event));
            assertThat(columns(events)).containsExactly(values(event));
        }
    }

    @Test
    void givesBackAbsentValuesAsNull() {
        StoredEvent event = event(1);
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(event));
            assertThat(columns(events)).containsExactly(values(event));
        }
    }

    @Test
    void givesBackALongRestByteForByte() {
        String rest = "{\"data\":\"" + "0123456789é\\\"".repeat(200) + "\",\"n\":1.0e400}";
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(SampleEvents.sessionEnd(1, id(7), rest)));
            assertThat(events.read("test_all", Map.of(), row -> row.text("rest")))
                    .containsExactly(rest);
        }
    }

    @Test
    void replacesHalfACharacterByTheReplacementCharacter() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(SampleEvents.sessionEnd(1, id(7), "a\uD83Db\uDE00")));
            assertThat(events.read("test_all", Map.of(), row -> row.text("rest")))
                    .containsExactly("a\uFFFDb\uFFFD");
        }
    }

    @Test
    void refusesAValueThatIsNoNumberAndStoresNothingOfTheCall() {
        StoredEvent sample = event(2);
        StoredEvent bad = new StoredEvent(
                sample.id(),
                sample.type(),
                sample.timestamp(),
                sample.stamp(),
                sample.content(),
                sample.links(),
                sample.actor(),
                new Visit(null, null, null, Double.NaN, null),
                "{}");
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThatThrownBy(() -> events.append(List.of(event(1), bad)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(columns(events)).isEmpty();
            assertThat(events.append(List.of(event(1))).duplicates()).isZero();
        }
    }

    @Test
    void numbersEventsInTheOrderTheyWereAcknowledged() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            for (int call = 0; call < 5; call++) {
                events.append(events(call * 10L, call * 10L + 10));
            }
            List<Long> seqs = events.read("test_all", Map.of(), row -> row.number("seq"));
            List<@Nullable String> ids = events.read("test_all", Map.of(), row -> row.text("id"));
            assertThat(seqs).isSorted().doesNotHaveDuplicates().hasSize(50);
            assertThat(ids)
                    .containsExactlyElementsOf(events(0, 50).stream()
                            .map(event -> event.id().toString())
                            .toList());
        }
    }

    @Test
    void countsWhatIsAcknowledgedAndLoadedAcrossRestarts() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(0, 10));
        }
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(events(5, 20));
            assertThat(columns(events)).hasSize(20);
            assertThat(events.counters()).isEqualTo(new Events.Counters(20, 20, 0));
        }
    }

    @Test
    void takesACallWithoutEvents() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(events.append(List.of())).isEqualTo(new Events.Receipt(List.of(), 0));
        }
    }

    private static List<List<@Nullable Object>> columns(Events events) {
        return events.read("test_all", Map.of(), AppendTest::columns);
    }

    private static List<@Nullable Object> columns(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : Column.ALL) {
            values.add(
                    switch (column.kind()) {
                        case TEXT, UUID -> row.text(column.name());
                        case TIMESTAMP -> row.instant(column.name());
                        case INTEGER -> row.text(column.name()) == null ? null : row.number(column.name());
                        case DECIMAL -> row.decimal(column.name());
                    });
        }
        return values;
    }

    private static List<@Nullable Object> values(StoredEvent event) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : Column.ALL) {
            Object value = column.value().apply(event);
            values.add(
                    switch (value) {
                        case Integer number -> number.longValue();
                        case Instant instant -> instant;
                        case Double number -> number;
                        case null -> null;
                        default -> Objects.toString(value);
                    });
        }
        return values;
    }
}
