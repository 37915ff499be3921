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

    private static final String OURS = "byline.";

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
                        problem(
                                event,
                                "",
                                "R13",
                                "without a session_id only content_retrieved and content_engaged by origin, edge or index are taken"));
            }
            if (event.type().startsWith(OURS)) {
                problems.add(
                        problem(event, "/type", "type", "types that begin with " + OURS + " are the server's own"));
            }
            if (problems.size() == before) {
                valid.add(event);
            }
        }
        return valid.size() == delivery.events().size() ? delivery : new Delivery(delivery.envelope(), valid, problems);
    }

    private static Problem problem(Event event, String member, String rule, String message) {
        return new Problem(event.index(), "/events/" + event.index() + member, rule, message);
    }

    /// A destination's report of a click names no role; it is known by its token.
    private static boolean mayBeSessionless(Event event) {
        return SESSIONLESS_TYPES.contains(event.type())
                && (event.sourceRole() == null || SESSIONLESS_ROLES.contains(event.sourceRole()));
    }
}
