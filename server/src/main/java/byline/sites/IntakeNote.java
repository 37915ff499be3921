package byline.sites;

import byline.store.Events;
import byline.store.StoredEvent;
import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Entry;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is written of hits that are not stored: how many of a site came in under which key and became what. It goes
/// into the log with the request's other events, so the figures can't disagree with them.
///
/// @param key null for what came in under a key of the organisation, not of the site
/// @param outcome `duplicate`, or why they were refused
record IntakeNote(
        String site, String organisation, @Nullable String key, String outcome) {
    static final String TYPE = "byline.intake";
    private static final String DUPLICATE = "duplicate";

    /// The repeats of one request, counted.
    static Map<IntakeNote, Integer> duplicates(List<StoredEvent> rows, Events.Receipt receipt) {
        Map<IntakeNote, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!receipt.stored().get(i)) {
                counts.merge(ofDuplicate(rows.get(i)), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static IntakeNote ofDuplicate(StoredEvent row) {
        return new IntakeNote(
                String.valueOf(row.stamp().site()),
                row.stamp().reporter(),
                row.entry().siteKey(),
                DUPLICATE);
    }

    static List<StoredEvent> events(Map<IntakeNote, Integer> counts, Instant now) {
        return counts.entrySet().stream()
                .map(count -> count.getKey().event(count.getValue(), now))
                .toList();
    }

    private StoredEvent event(int count, Instant now) {
        return new StoredEvent(
                UUID.randomUUID(),
                TYPE,
                now,
                new Stamp(now, organisation, null, null, site, null),
                Content.NONE,
                Links.NONE,
                Actor.NONE,
                new Visit(null, null, outcome, (double) count, null),
                "{}",
                new Entry(null, null, null, key, null, null));
    }
}
