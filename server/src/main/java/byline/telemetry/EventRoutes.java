package byline.telemetry;

import byline.http.Aliases;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.store.StoredEvent;
import byline.wire.Delivery;
import byline.wire.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `POST /events`: one event or a batch, with or without a session.
final class EventRoutes {
    private final Inlet inlet;
    private final Sessions sessions;
    private final Stamps stamps;
    private final Intake intake;

    EventRoutes(Inlet inlet, Sessions sessions, Stamps stamps, Intake intake) {
        this.inlet = inlet;
        this.sessions = sessions;
        this.stamps = stamps;
        this.intake = intake;
    }

    void register(Routes routes) {
        Aliases.of("/events").forEach(path -> routes.post(path, this::deliver));
    }

    /// @param stripped how many lost a field that may not be kept, null for none
    /// @param events what became of each, when `Prefer: return=representation` asks
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Receipt(
            String status,
            long eventsCreated,
            long duplicates,
            @Nullable Long stripped,
            @Nullable List<Problem> problems,
            @Nullable List<Outcome> events) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Outcome(
            int index,
            @Nullable UUID id,
            String outcome,
            @Nullable List<String> normalised,
            @Nullable List<String> stripped) {}

    private Reply deliver(Request request) {
        Message message = inlet.read(request);
        Delivery delivery = inlet.delivery(message);
        UUID session = delivery.envelope().sessionId();
        if (session != null && sessions.hasEnded(message.reporter(), session)) {
            throw intake.refused(delivery, Sessions.hasEnded());
        }
        Origin origin = message.origin(delivery.envelope(), sessions.agent(message.reporter(), session));
        Preferences preferences = Preferences.of(request);
        Intake.Receipt receipt = intake.accept(origin, delivery, preferences.lenient(), opening(message, delivery));
        return preferences.applyTo(Reply.created(new Receipt(
                "ok",
                receipt.created(),
                receipt.duplicates(),
                receipt.stripped() == 0 ? null : receipt.stripped(),
                receipt.refused().isEmpty() ? null : receipt.refused(),
                preferences.representation() ? outcomes(receipt) : null)));
    }

    /// A session nobody has opened is opened by its first events.
    private List<StoredEvent> opening(Message message, Delivery delivery) {
        UUID session = delivery.envelope().sessionId();
        return session == null
                        || sessions.findStart(message.reporter(), session).isPresent()
                ? List.of()
                : List.of(stamps.start(message, session, SessionOpening.of(delivery.envelope())));
    }

    private static List<Outcome> outcomes(Intake.Receipt receipt) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < receipt.ids().size(); i++) {
            var event = receipt.accepted().get(i);
            outcomes.add(new Outcome(
                    event.index(),
                    receipt.ids().get(i),
                    receipt.stored().get(i) ? "stored" : "duplicate",
                    event.normalised().isEmpty() ? null : event.normalised(),
                    event.stripped().isEmpty() ? null : event.stripped()));
        }
        receipt.refused().stream()
                .mapToInt(Problem::index)
                .filter(index -> index >= 0)
                .distinct()
                .forEach(index -> outcomes.add(new Outcome(index, null, "rejected", null, null)));
        outcomes.sort(Comparator.comparingInt(Outcome::index));
        return outcomes;
    }
}
