package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.keys.OrganisationId;
import byline.keys.ServerSecret;
import byline.report.Pages.Listing;
import byline.store.Events;
import byline.store.Limits;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final int EVENTS = 9_000;
    private static final int PAGE = 2_000;

    @TempDir
    Path folder;

    private static Map<String, @Nullable Object> everything() {
        return new View(View.Side.OWNER, new OrganisationId("org_bugle"), null)
                .parameters(new Period(null, null), new Filters(null, null, null, null, null, null, null));
    }

    @Test
    void holdsOnePageOfAnExportInMemoryHoweverLongItIs() {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Listing<?, Integer> listing =
                new Listing<>("events", everything(), "all", Pages.Shape.of(row -> read.incrementAndGet()));
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            events.append(IntStream.range(0, EVENTS)
                    .mapToObj(number -> Sample.retrieval("org_bugle", "https://bugle.example/" + number)
                            .id(new UUID(0, number))
                            .at(NOON.plusSeconds(number))
                            .event())
                    .toList());
            Cursors cursors = new Cursors(ServerSecret.open(folder.resolve("secret"), new SecureRandom()));

            new Pages(new Reports(events), cursors)
                    .all(listing)
                    .accept(event -> most.accumulateAndGet(read.get() - written.getAndIncrement(), Math::max));
        }

        assertThat(written).hasValue(EVENTS);
        assertThat(most).hasValue(PAGE);
    }
}
