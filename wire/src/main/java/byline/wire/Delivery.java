package byline.wire;

import java.util.List;

/// What one request body says: the valid events, and everything that is wrong with the rest of it.
///
/// @param events the valid ones, in the order sent; empty when a problem has index -1
/// @param problems empty if and only if the whole document is valid
public record Delivery(Envelope envelope, List<Event> events, List<Problem> problems) {
    public Delivery {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }
}
