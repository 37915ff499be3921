package byline.sites;

import byline.http.Json;
import byline.identity.Sites.Site;
import byline.sites.SliceWish.Span;
import byline.store.Events;
import byline.store.Events.Row;
import byline.store.SliceDecision;
import byline.store.SliceDecision.Action;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is kept aside of a site's events, and what its people decide about slices of them, counted ones too. Events are
/// never deleted: a decision marks them, is itself kept, and can be taken back.
final class Quarantine {
    private static final int MOST = 500;

    private final Events events;

    Quarantine(Events events) {
        this.events = events;
    }

    /// Events of one day that are kept aside for the same reason and look alike.
    ///
    /// @param samples JSON array of the newest of them
    record Group(
            String reason,
            @Nullable String origin,
            @Nullable String host,
            @Nullable String bot,
            String day,
            long count,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen,
            @JsonRawValue String samples) {}

    /// @param quarantined events of the period, those of groups that are not listed too
    record Review(Days period, long quarantined, List<Group> groups) {}

    record Days(LocalDate start, LocalDate end) {}

    /// What somebody decided.
    ///
    /// @param events how many it changed
    /// @param undoneAt null while it stands
    record Decision(
            String id,
            String action,
            @JsonRawValue String slice,
            long events,
            @Nullable Instant madeAt,
            @Nullable String madeBy,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {
        static Decision of(Row row) {
            return new Decision(
                    Objects.requireNonNull(row.text("id")),
                    Objects.requireNonNull(row.text("action")),
                    Objects.requireNonNull(row.text("slice")),
                    row.number("events"),
                    row.instant("made_at"),
                    row.text("made_by"),
                    row.instant("undone_at"),
                    row.text("undone_by"));
        }
    }

    Review review(Site site, Span span) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("site", site.id());
        parameters.put("since", span.from());
        parameters.put("until", span.to());
        parameters.put("limit", MOST);
        Map<Instant, LocalDate> days = new HashMap<>();
        for (LocalDate day = span.start(); !day.isAfter(span.end()); day = day.plusDays(1)) {
            days.put(day.atStartOfDay(site.timeZone()).toInstant(), day);
        }
        parameters.put("days", days.keySet().stream().map(Instant::toString).toList());
        long[] total = new long[1];
        List<Group> groups = events.read("sites/quarantine", parameters, row -> {
            total[0] = row.number("total");
            return group(row, days);
        });
        return new Review(new Days(span.start(), span.end()), total[0], groups);
    }

    private static Group group(Row row, Map<Instant, LocalDate> days) {
        Instant day = Instant.parse(Objects.requireNonNull(row.text("day")));
        return new Group(
                Objects.requireNonNull(row.text("reason")),
                row.text("origin"),
                row.text("host"),
                row.text("bot"),
                String.valueOf(days.get(day)),
                row.number("count"),
                row.instant("first_seen"),
                row.instant("last_seen"),
                Objects.requireNonNull(row.text("samples")));
    }

    /// The newest decisions first.
    List<Decision> list(Site site) {
        return read(site, null);
    }

    Optional<Decision> find(Site site, String id) {
        return read(site, id).stream().findFirst();
    }

    private List<Decision> read(Site site, @Nullable String id) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("site", site.id());
        parameters.put("id", id);
        parameters.put("limit", MOST);
        return events.read("sites/slices", parameters, Decision::of);
    }

    Decision decide(Site site, SliceWish wish, Mark mark) {
        String words = new String(Json.write(wish), StandardCharsets.UTF_8);
        var unused =
                events.decide(wish.of(site), new SliceDecision(mark.id(), mark.action(), words, mark.at(), mark.by()));
        return find(site, mark.id()).orElseThrow();
    }

    /// @return empty when there is no such decision, or it is taken back already
    Optional<Decision> undo(Site site, String id, Mark mark) {
        OptionalLong changed =
                events.undo(site.id(), id, new SliceDecision(mark.id(), Action.UNDO, "{}", mark.at(), mark.by()));
        return changed.isEmpty() ? Optional.empty() : find(site, id);
    }

    /// Who decides, and when.
    record Mark(String id, Action action, Instant at, String by) {}
}
