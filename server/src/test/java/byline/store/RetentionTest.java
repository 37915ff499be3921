package byline.store;

import static byline.store.SampleEvents.NOW;
import static byline.store.SampleEvents.OWNER;
import static byline.store.SampleEvents.REPORTER;
import static byline.store.SampleEvents.STAMP;
import static byline.store.SampleEvents.event;
import static byline.store.SampleEvents.id;
import static org.assertj.core.api.Assertions.assertThat;

import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Map<String, Integer> CHOSEN = Map.of(REPORTER, 5, OWNER, 10);
    private static final Stamp OWNED_BY_NOBODY = new Stamp(NOW, REPORTER, null, null, null, null);
    private static final SiteSlice ALL = new SiteSlice(
            "site-1",
            NOW.minus(Duration.ofDays(1)),
            NOW.plus(Duration.ofDays(1)),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
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

    @Test
    void deletesWithAnEventWhatIsKeptOfItAlone(@TempDir Path folder) {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(List.of(
                    linked(1, OWNED_BY_NOBODY, SessionMoments.STARTED, id(70)),
                    linked(2, OWNED_BY_NOBODY, SessionMoments.ENDED, id(70)),
                    linked(3, STAMP, "content_retrieved", id(70)),
                    linked(4, OWNED_BY_NOBODY, SessionMoments.STARTED, id(71)),
                    linked(5, OWNED_BY_NOBODY, SessionMoments.ENDED, id(71)),
                    linked(6, OWNED_BY_NOBODY, "byline.click_token", id(71)),
                    linked(7, STAMP, "byline.click_token", id(70))));
            events.append(List.of(verdict(8, 3), verdict(9, 6)));
            SliceDecision removal = new SliceDecision("one", SliceDecision.Action.REMOVE, "{}", NOW, "someone");
            events.append(List.of(event(10, of(null), "byline.view"), event(11, of(OWNER), "byline.view")));
            assertThat(events.decide(ALL, removal)).isEqualTo(2);
            assertThat(kept(events)).isEqualTo("2 verdicts, 2 starts, 2 ends, 2 tokens, 2 marks, 1 decisions");

            assertThat(expired(events, 6)).isEqualTo(8);
            assertThat(kept(events)).isEqualTo("1 verdicts, 1 starts, 1 ends, 1 tokens, 1 marks, 1 decisions");
            SliceDecision undoing = new SliceDecision("two", SliceDecision.Action.UNDO, "{}", NOW, "someone");
            assertThat(events.undo("site-1", "one", undoing)).hasValue(1);

            assertThat(expired(events, 11)).isEqualTo(3);
            assertThat(kept(events)).isEqualTo("0 verdicts, 0 starts, 0 ends, 0 tokens, 0 marks, 2 decisions");
        }
    }

    private static Stamp of(@Nullable String owner) {
        return SampleEvents.owned(owner, null, null);
    }

    private static StoredEvent linked(long number, Stamp stamp, String type, UUID session) {
        Links links = new Links(session, null, null, null, null, null, null, "token" + session);
        return new StoredEvent(id(number), type, NOW, stamp, Content.NONE, links, Actor.NONE, Visit.NONE, "{}");
    }

    private static StoredEvent verdict(long number, long about) {
        String rest = "{\"event_id\":\"" + id(about) + "\"}";
        return new StoredEvent(
                        id(number),
                        "byline.verdict",
                        NOW,
                        OWNED_BY_NOBODY,
                        Content.NONE,
                        Links.NONE,
                        Actor.NONE,
                        Visit.NONE,
                        rest)
                .withVerdict("verified", null);
    }

    private static String kept(Events events) {
        return events.read("test_kept", Map.of(), row -> row.text("kept")).getFirst();
    }

    private static long expired(Events events, int days) {
        return events.expire(new Retention(NOW.plus(Duration.ofDays(days)), CHOSEN, 30));
    }
}
