package byline.telemetry;

import byline.http.Code;
import byline.http.Refusal;
import byline.store.StoredEvent;
import byline.wire.Delivery;
import byline.wire.Event;
import byline.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The one way in for telemetry: check, authorise, resolve the owner, commit. A receipt is a promise.
final class Intake {
    private final Checks checks;
    private final Binding binding;
    private final Stamps stamps;
    private final Allotment allotment;
    private final IngestCounts counts;
    private final DeclaredCoverage coverage;

    Intake(
            Checks checks,
            Binding binding,
            Stamps stamps,
            Allotment allotment,
            DeclaredCoverage coverage,
            IngestCounts counts) {
        this.checks = checks;
        this.binding = binding;
        this.stamps = stamps;
        this.allotment = allotment;
        this.counts = counts;
        this.coverage = coverage;
    }

    /// What became of a delivery.
    ///
    /// @param ids of the accepted events in order
    /// @param stored whether each was new
    /// @param refused what is wrong with what a lenient delivery left out
    record Receipt(List<Event> accepted, List<UUID> ids, List<Boolean> stored, List<Problem> refused) {
        long created() {
            return stored.stream().filter(Boolean::booleanValue).count();
        }

        long duplicates() {
            return stored.size() - created();
        }

        long rejected() {
            return refusedEvents(refused);
        }

        /// Events that lost a field which may not be kept.
        long stripped() {
            return accepted.stream()
                    .filter(event -> !event.stripped().isEmpty())
                    .count();
        }
    }

    /// Stores a delivery.
    ///
    /// @param lenient whether to store the valid events of a delivery that has others
    /// @param moments of its session, that belong into the same commit
    /// @throws Refusal when anything of it may not be stored; then nothing is
    Receipt accept(Origin origin, Delivery delivery, boolean lenient, List<StoredEvent> moments) {
        long received = delivery.events().size() + refusedEvents(delivery.problems());
        counts.received(received);
        try {
            Receipt receipt = store(origin, checks.apply(delivery), lenient, moments);
            counts.accepted(receipt);
            return receipt;
        } catch (RuntimeException refused) {
            counts.rejected(received);
            throw refused;
        }
    }

    /// Counts a delivery of which nothing is stored.
    Refusal refused(Delivery delivery, Refusal why) {
        long events = delivery.events().size() + refusedEvents(delivery.problems());
        counts.received(events);
        counts.rejected(events);
        return why;
    }

    /// Counts a delivery that is known to be stored already.
    void repeated(Delivery delivery) {
        counts.repeated(delivery.events().size());
    }

    private Receipt store(Origin origin, Delivery delivery, boolean lenient, List<StoredEvent> moments) {
        if (!delivery.problems().isEmpty() && (!lenient || delivery.events().isEmpty())) {
            throw invalid(delivery.problems());
        }
        binding.check(origin.key(), delivery);
        List<UUID> ids = DerivedIds.of(origin.reporter(), delivery);
        List<StoredEvent> rows = new ArrayList<>(ids.size() + moments.size());
        for (int i = 0; i < ids.size(); i++) {
            rows.add(stamps.stored(origin, delivery.events().get(i), ids.get(i)));
        }
        rows.addAll(moments);
        List<Boolean> stored = allotment.append(origin.reporter(), rows, ids.size());
        coverage.saw(origin.reporter(), origin.manifest());
        return new Receipt(delivery.events(), ids, stored, delivery.problems());
    }

    static Refusal invalid(List<Problem> problems) {
        Problem first = problems.getFirst();
        boolean json = first.rule().equals("json");
        String text = json
                ? "The body is not valid JSON: " + first.message()
                : "The document is not valid and nothing of it was stored: " + first.message()
                        + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more under problems)" : "");
        return new Refusal(json ? Code.INVALID_JSON : Code.INVALID_DOCUMENT, text).with("problems", problems);
    }

    private static long refusedEvents(List<Problem> problems) {
        return problems.stream()
                .mapToInt(Problem::index)
                .filter(index -> index >= 0)
                .distinct()
                .count();
    }
}
