package byline.store;

import static byline.store.SampleEvents.REPORTER;
import static byline.store.SampleEvents.id;
import static byline.store.SampleEvents.sessionEnd;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionEndsTest {
    @TempDir
    Path folder;

    @Test
    void knowsAnEndOnceItIsAcknowledged() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(events.findSessionEnd(REPORTER, id(7))).isEmpty();
            events.append(List.of(sessionEnd(1, id(7), "{\"type\":\"browse\"}")));
            assertThat(events.findSessionEnd(REPORTER, id(7))).contains("{\"type\":\"browse\"}");
        }
    }

    @Test
    void knowsAnEndOnceItIsLoadedAndAfterARestart() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(sessionEnd(1, id(7), "{\"n\":1}")));
            load(events);
            assertThat(events.findSessionEnd(REPORTER, id(7))).contains("{\"n\":1}");
        }
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(events.findSessionEnd(REPORTER, id(7))).contains("{\"n\":1}");
        }
    }

    @Test
    void keepsTheFirstEndOfASession() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(sessionEnd(1, id(7), "first"), sessionEnd(2, id(7), "second")));
            events.append(List.of(sessionEnd(3, id(7), "third")));
            assertThat(events.findSessionEnd(REPORTER, id(7))).contains("first");
            load(events);
            events.append(List.of(sessionEnd(4, id(7), "fourth")));
            load(events);
        }
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(events.findSessionEnd(REPORTER, id(7))).contains("first");
        }
    }

    @Test
    void keepsSessionsOfOtherReportersApart() {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(sessionEnd(1, id(7), "{}")));
            assertThat(events.findSessionEnd("reporter-2", id(7))).isEmpty();
            assertThat(events.findSessionEnd(REPORTER, id(8))).isEmpty();
        }
    }

    @Test
    void knowsTheSessionsOfAFolderThatHasNoIndexOfThemYet() throws IOException {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(sessionEnd(1, id(7), "first")));
        }
        deleteIndex();
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(events.findSessionEnd(REPORTER, id(7))).contains("first");
            assertThat(events.findSessionEnd(REPORTER, id(8))).isEmpty();
        }
    }

    @Test
    void knowsTheSessionsOfAFolderWhoseIndexIsDamaged() throws IOException {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(sessionEnd(1, id(7), "first")));
        }
        try (Stream<Path> files = Files.list(folder.resolve("sessions"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".ids")).toList()) {
                Files.write(file, new byte[40]);
            }
        }
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            assertThat(events.findSessionEnd(REPORTER, id(7))).contains("first");
        }
    }

    private void deleteIndex() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("sessions"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static void load(Events events) {
        events.read("test_all", Map.of(), row -> row.number("seq"));
    }
}
