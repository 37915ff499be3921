package byline.store;

import static byline.store.SampleEvents.NOW;
import static byline.store.SampleEvents.OWNER;
import static byline.store.SampleEvents.REPORTER;
import static byline.store.SampleEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import byline.store.StoredEvent.Stamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Map<String, Integer> CHOSEN = Map.of(REPORTER, 5, OWNER, 10);
    private static final Stamp OWNED_BY_NOBODY = new Stamp(NOW, REPORTER, null, null, null, null);
    private static final Stamp OF_OTHERS = new Stamp(NOW, "reporter-2", null, null, null, null);

    @Test
    void keepsAnEventAsLongAsAnyOfItsOrganisationsDoes(@TempDir Path folder) {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(
                    event(1),
                    event(2, OWNED_BY_NOBODY, "content_retrieved"),
                    event(3, OF_OTHERS, "content_retrieved")));
            assertThat(expired(events, 4)).isZero();
            assertThat(expired(events, 6)).isOne();
            assertThat(expired(events, 6)).isZero();
            assertThat(expired(events, 11)).isOne();
            assertThat(expired(events, 29)).isZero();
            assertThat(expired(events, 31)).isOne();
        }
    }

    private static long expired(Events events, int days) {
        return events.expire(new Retention(NOW.plus(Duration.ofDays(days)), CHOSEN, 30));
    }
}
