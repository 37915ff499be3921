package byline.telemetry;

import byline.http.Code;
import byline.http.Refusal;
import byline.keys.ApiKey;
import byline.store.Events;
import byline.store.StoredEvent;
import byline.wire.Delivery;
import byline.wire.Event;
import byline.wire.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The one way in for telemetry: check, authorise, resolve the owner, commit. A receipt is a promise.
final class Intake {
    private final Ages ages;
    private final Binding binding;
    private final Stamps stamps;
    private final Sessions sessions;
    private final Events events;

    Intake(Ages ages, Binding binding, Stamps stamps, Sessions sessions, Events events) {
        this.ages = ages;
        this.binding = binding;
        this.stamps = stamps;
        this.sessions = sessions;
        this.events = events;
    }

    /// @param ids of the accepted events in order
    /// @param stored whether each was new
    /// @param refused what was left out of a lenient delivery
    record Receipt(List<Event> accepted, List<UUID> ids, List<Boolean> stored, List<Problem> refused) {
        long created() {
            return stored.stream().filter(Boolean::booleanValue).count();
        }
    }

    /// Stores a delivery.
    ///
    /// @param lenient whether to store the valid events of a delivery that has others
    /// @param around what belongs before and after the events in the same commit
    /// @throws Refusal when anything of it may not be stored; then nothing is
    Receipt accept(ApiKey key, Delivery delivery, boolean lenient, List<StoredEvent> around) {
        Delivery checked = check(delivery);
        if (!checked.problems().isEmpty() && (!lenient || checked.events().isEmpty())) {
            throw invalid(checked.problems());
        }
        binding.check(key, checked);
        UUID session = checked.envelope().sessionId();
        DerivedIds derived = new DerivedIds(key.organisation(), session);
        Sessions.Agent agent = session == null
                ? Sessions.Agent.UNKNOWN
                : sessions.find(key.organisation(), session).orElse(Sessions.Agent.UNKNOWN);
        List<UUID> ids = new ArrayList<>(checked.events().size());
        List<StoredEvent> rows = new ArrayList<>(checked.events().size() + around.size());
        for (Event event : checked.events()) {
            UUID id = event.id() != null ? event.id() : derived.of(event);
            ids.add(id);
            rows.add(stamps.stored(key.organisation(), checked.envelope(), event, id, agent));
        }
        rows.addAll(around);
        List<Boolean> stored = events.append(rows).stored();
        return new Receipt(checked.events(), ids, stored.subList(0, ids.size()), checked.problems());
    }

    private Delivery check(Delivery delivery) {
        List<Problem> problems = new ArrayList<>(delivery.problems());
        List<Event> valid = new ArrayList<>(delivery.events().size());
        boolean sessionless = delivery.envelope().sessionId() == null;
        for (Event event : delivery.events()) {
            int before = problems.size();
            ages.problem(event).ifPresent(problems::add);
            if (sessionless && !Binding.mayBeSessionless(event)) {
                problems.add(
                        new Problem(
                                event.index(),
                                "/events/" + event.index(),
                                "R13",
                                "without a session only content_retrieved and content_engaged by origin, edge or index are accepted"));
            }
            if (problems.size() == before) {
                valid.add(event);
            }
        }
        return problems.size() == delivery.problems().size()
                ? delivery
                : new Delivery(delivery.envelope(), valid, problems);
    }

    static Refusal invalid(List<Problem> problems) {
        Problem first = problems.getFirst();
        boolean json = first.rule().equals("json");
        Set<Integer> places = new HashSet<>();
        problems.forEach(problem -> places.add(problem.index()));
        String text = json
                ? "The body is not valid JSON: " + first.message()
                : "The document is not valid and nothing of it was stored: " + first.message()
                        + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more under problems)" : "");
        return new Refusal(json ? Code.INVALID_JSON : Code.INVALID_DOCUMENT, text).with("problems", problems);
    }
}
