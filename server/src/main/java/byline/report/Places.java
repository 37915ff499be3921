package byline.report;

import byline.report.Summary.TypeCount;
import byline.store.Events.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// A page of addresses or hosts with what happened there, as the rows of the report `places` come in.
final class Places implements Sum {
    private final List<Place> places = new ArrayList<>();
    private long total;

    /// @param name an address or a host
    record Place(String name, long totalEvents, long uniqueSessions, List<TypeCount> eventTypes, String lastSeen) {}

    /// @param total places on all pages
    record Page<T>(List<T> items, long total, int limit, int offset) {}

    /// Takes a row; those of one place come one after the other.
    @Override
    public void add(Row row) {
        total = row.number("total");
        String name = row.text("place");
        if (name == null) {
            return;
        }
        if (places.isEmpty() || !places.getLast().name().equals(name)) {
            places.add(new Place(
                    name,
                    row.number("events"),
                    row.number("sessions"),
                    new ArrayList<>(),
                    Objects.requireNonNull(row.instant("last_seen")).toString()));
        }
        places.getLast().eventTypes().add(new TypeCount(row.text("type"), row.number("of_type")));
    }

    <T> Page<T> page(Slice slice, Function<Place, T> shape) {
        return new Page<>(places.stream().map(shape).toList(), total, slice.limit(), slice.offset());
    }
}
