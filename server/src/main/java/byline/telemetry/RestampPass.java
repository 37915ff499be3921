package byline.telemetry;

import byline.store.Events;
import byline.store.Events.Row;
import byline.store.Restamp;
import byline.store.Restamp.Day;
import byline.store.Restamp.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes through the events that a job is about, a day at a time, and gives each to whoever owns it by now.
final class RestampPass {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int BATCH = 10_000;

    private final Attribution attribution;
    private final Events events;

    RestampPass(Attribution attribution, Events events) {
        this.attribution = attribution;
        this.events = events;
    }

    /// @return the job as far as it is now, which is noted after each day
    Restamp run(Restamp job) {
        Map<String, @Nullable Object> subject = new HashMap<>();
        subject.put("domain", job.kind().equals("domain") ? job.subject() : null);
        subject.put("prefix", job.kind().equals("prefix") ? job.subject() : null);
        List<Instant> days =
                events.read("telemetry/unsettled_days", subject, row -> Objects.requireNonNull(row.instant("day")));
        Restamp now = job.withDays(days.size());
        events.note(now);
        for (Instant day : days) {
            now = now.done(restamp(subject, day));
            events.note(now);
        }
        return now;
    }

    private long restamp(Map<String, @Nullable Object> subject, Instant day) {
        Map<String, @Nullable Object> parameters = new HashMap<>(subject);
        parameters.put("since", day);
        parameters.put("until", day.plus(DAY));
        List<Place> places = events.read("telemetry/unsettled_places", parameters, this::change).stream()
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        long changed = 0;
        for (int from = 0; from < places.size(); from += BATCH) {
            List<Place> batch = places.subList(from, Math.min(places.size(), from + BATCH));
            changed += events.restamp(new Day(day, day.plus(DAY), batch));
        }
        return changed;
    }

    /// A place whose owner is another by now.
    private Optional<Place> change(Row row) {
        String host = Objects.requireNonNull(row.text("host"));
        String contentId = Objects.requireNonNull(row.text("content_id"));
        Attribution.Claim claim = attribution.of(host, contentId);
        boolean same = Objects.equals(row.text("owner"), claim.owner())
                && Objects.equals(row.text("conflict"), claim.conflict());
        return same ? Optional.empty() : Optional.of(new Place(host, contentId, claim.owner(), claim.conflict()));
    }

    static Restamp job(Row row) {
        return new Restamp(
                Objects.requireNonNull(row.text("id")),
                Objects.requireNonNull(row.text("organisation")),
                Objects.requireNonNull(row.text("kind")),
                Objects.requireNonNull(row.text("subject")),
                Objects.requireNonNull(row.instant("requested_at")),
                row.number("days"),
                row.number("days_done"),
                row.number("changed"),
                row.instant("finished_at"));
    }
}
