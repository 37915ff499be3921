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
    record Listing<T>(
            String report, Map<String, @Nullable Object> parameters, String question, Function<Row, T> shape) {}

    /// @param offset events before this page
    /// @param nextCursor continues after this page, null after the last
    record Page<T>(List<T> items, int offset, @Nullable String nextCursor) {}

    private record Keyed<T>(Instant timestamp, UUID id, T item) {
        boolean isAt(Place place) {
            return timestamp.equals(place.timestamp()) && id.equals(place.id());
        }
    }

    <T> Page<T> read(Listing<T> listing, Slice slice) {
        Place from = slice.cursor() == null ? null : cursors.open(slice.cursor(), listing.question());
        List<Keyed<T>> rows = rows(listing, from, slice.offset(), slice.limit() + 1);
        int offset = from == null ? slice.offset() : from.shown();
        boolean more = rows.size() > slice.limit();
        List<Keyed<T>> shown = more ? rows.subList(0, slice.limit()) : rows;
        return new Page<>(
                shown.stream().map(Keyed::item).toList(),
                offset,
                more ? cursors.seal(after(shown, from, offset), listing.question()) : null);
    }

    /// Every event of the list; a page of them is in memory at a time. The first is read now, so that a store that
    /// can't answer refuses before anything was sent.
    <T> Consumer<Consumer<T>> all(Listing<T> listing) {
        List<Keyed<T>> first = rows(listing, null, 0, EXPORTED_AT_ONCE);
        return consumer -> {
            Place from = null;
            List<Keyed<T>> rows = first;
            while (!rows.isEmpty()) {
                rows.forEach(row -> consumer.accept(row.item()));
                from = after(rows, from, 0);
                rows = rows.size() < EXPORTED_AT_ONCE ? List.of() : rows(listing, from, 0, EXPORTED_AT_ONCE);
            }
        };
    }

    private <T> List<Keyed<T>> rows(Listing<T> listing, @Nullable Place from, int offset, int limit) {
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
                        listing.shape().apply(row)));
    }

    private static <T> Place after(List<Keyed<T>> shown, @Nullable Place from, int offset) {
        Keyed<T> last = shown.getLast();
        Place place = new Place(last.timestamp(), last.id(), 0, offset + shown.size());
        int twins = (int) shown.stream().filter(row -> row.isAt(place)).count();
        int before = from != null && last.isAt(from) ? from.twins() : 0;
        return new Place(last.timestamp(), last.id(), twins + before, place.shown());
    }
}
