package byline.report;

import byline.report.Cursors.Place;
import byline.store.Events.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads lists of events a page at a time. What was there when the first page was read is shown once and only once,
/// whatever arrives meanwhile.
final class Pages {
    private static final int EXPORTED_AT_ONCE = 2_000;

    private final Reports reports;
    private final Cursors cursors;

    Pages(Reports reports, Cursors cursors) {
        this.reports = reports;
        this.cursors = cursors;
    }

    /// A list of events: the report that has them, and the question they answer.
    record Listing<R, T>(String report, Map<String, @Nullable Object> parameters, String question, Shape<R, T> shape) {}

    /// What rows become: each alone, and then those of a page together.
    record Shape<R, T>(Function<Row, R> row, Function<List<R>, List<T>> page) {
        static <T> Shape<T, T> of(Function<Row, T> row) {
            return new Shape<>(row, Function.identity());
        }
    }

    /// @param offset events before this page
    /// @param nextCursor continues after this page, null after the last
    record Page<T>(List<T> items, int offset, @Nullable String nextCursor) {}

    private record Keyed<R>(Instant timestamp, UUID id, R row) {
        boolean isAt(Place place) {
            return timestamp.equals(place.timestamp()) && id.equals(place.id());
        }
    }

    <R, T> Page<T> read(Listing<R, T> listing, Slice slice) {
        Place from = slice.cursor() == null ? null : cursors.open(slice.cursor(), listing.question());
        List<Keyed<R>> rows = rows(listing, from, slice.offset(), slice.limit() + 1);
        int offset = from == null ? slice.offset() : from.shown();
        boolean more = rows.size() > slice.limit();
        List<Keyed<R>> shown = more ? rows.subList(0, slice.limit()) : rows;
        return new Page<>(
                items(listing, shown),
                offset,
                more ? cursors.seal(after(shown, from, offset), listing.question()) : null);
    }

    /// Every event of the list; a page of them is in memory at a time. The first is read now, so that a store that
    /// can't answer refuses before anything was sent.
    <R, T> Consumer<Consumer<T>> all(Listing<R, T> listing) {
        Part<T> first = part(listing, null);
        return consumer -> {
            for (Part<T> part = first; part != null; part = part.next() == null ? null : part(listing, part.next())) {
                part.items().forEach(consumer);
            }
        };
    }

    /// @param next where the part after this one begins, null after the last
    private record Part<T>(List<T> items, @Nullable Place next) {}

    private <R, T> Part<T> part(Listing<R, T> listing, @Nullable Place from) {
        List<Keyed<R>> rows = rows(listing, from, 0, EXPORTED_AT_ONCE);
        return new Part<>(items(listing, rows), rows.size() < EXPORTED_AT_ONCE ? null : after(rows, from, 0));
    }

    private static <R, T> List<T> items(Listing<R, T> listing, List<Keyed<R>> rows) {
        return listing.shape().page().apply(rows.stream().map(Keyed::row).toList());
    }

    private <R> List<Keyed<R>> rows(Listing<R, ?> listing, @Nullable Place from, int offset, int limit) {
        Map<String, @Nullable Object> parameters = new HashMap<>(listing.parameters());
        parameters.put("before", from == null ? null : from.timestamp());
        parameters.put("before_id", from == null ? null : from.id().toString());
        parameters.put("offset", from == null ? offset : from.twins());
        parameters.put("limit", limit);
        return reports.read(
                listing.report(),
                parameters,
                row -> new Keyed<>(
                        Objects.requireNonNull(row.instant("timestamp")),
                        UUID.fromString(Objects.requireNonNull(row.text("id"))),
                        listing.shape().row().apply(row)));
    }

    private static <R> Place after(List<Keyed<R>> shown, @Nullable Place from, int offset) {
        Keyed<R> last = shown.getLast();
        Place place = new Place(last.timestamp(), last.id(), 0, offset + shown.size());
        int twins = (int) shown.stream().filter(row -> row.isAt(place)).count();
        int before = from != null && last.isAt(from) ? from.twins() : 0;
        return new Place(last.timestamp(), last.id(), twins + before, place.shown());
    }
}
