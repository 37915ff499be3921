package byline.telemetry;

import byline.keys.MonthlyEvents;
import byline.keys.MonthlyEvents.Room;
import byline.keys.OrganisationId;
import byline.store.Events;
import byline.store.StoredEvent;
import java.util.List;

/// Stores what the plan of its reporter has room for this month. A repeat needs no room, and neither does what the
/// store could not take.
final class Allotment {
    private final Events events;
    private final MonthlyEvents months;

    Allotment(Events events, MonthlyEvents months) {
        this.events = events;
        this.months = months;
    }

    /// @param counted the rows, from the first, that count as events; the others are moments of their session
    /// @return whether each of the counted was new
    /// @throws byline.http.Refusal 403 when there is too little room; then nothing is stored
    List<Boolean> append(OrganisationId reporter, List<StoredEvent> rows, int counted) {
        Room room = months.take(reporter, counted);
        long stored = 0;
        try {
            List<Boolean> news = events.append(rows).stored().subList(0, counted);
            stored = news.stream().filter(Boolean::booleanValue).count();
            return news;
        } finally {
            room.settle(stored);
        }
    }
}
