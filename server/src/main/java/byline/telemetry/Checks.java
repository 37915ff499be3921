package byline.telemetry;

import byline.wire.Delivery;
import byline.wire.Event;
import byline.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the wire format leaves to its consumer: how old an event may be, and what may come without a session.
final class Checks {
    private static final Set<String> SESSIONLESS_ROLES = Set.of("origin", "edge", "index");
    private static final Set<String> SESSIONLESS_TYPES = Set.of("content_retrieved", "content_engaged");

    private final Ages ages;

    Checks(Ages ages) {
        this.ages = ages;
    }

    /// The delivery with what is wrong of it moved from its events to its problems.
    Delivery apply(Delivery delivery) {
        List<Problem> problems = new ArrayList<>(delivery.problems());
        List<Event> valid = new ArrayList<>(delivery.events().size());
        boolean sessionless = delivery.envelope().sessionId() == null;
        for (Event event : delivery.events()) {
            int before = problems.size();
            ages.problem(event).ifPresent(problems::add);
            if (sessionless && !mayBeSessionless(event)) {
                problems.add(
                        new Problem(
                                event.index(),
                                "/events/" + event.index(),
                                "R13",
                                "without a session_id only what origin, edge or index saw is taken: content_retrieved, content_engaged"));
            }
            if (problems.size() == before) {
                valid.add(event);
            }
        }
        return valid.size() == delivery.events().size() ? delivery : new Delivery(delivery.envelope(), valid, problems);
    }

    /// A destination's report of a click names no role; it is known by its token.
    private static boolean mayBeSessionless(Event event) {
        return SESSIONLESS_TYPES.contains(event.type())
                && (event.sourceRole() == null || SESSIONLESS_ROLES.contains(event.sourceRole()));
    }
}
