package byline.telemetry;

import byline.http.Aliases;
import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.OrganisationId;
import byline.keys.Scope;
import byline.store.StoredEvent;
import byline.wire.Delivery;
import byline.wire.Parser;
import byline.wire.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `POST /events`: one event or a batch, with or without a session.
public final class EventRoutes {
    private final Authentication authentication;
    private final Parser parser;
    private final Sessions sessions;
    private final Stamps stamps;
    private final Intake intake;
    private final int maxBytes;

    EventRoutes(
            Authentication authentication,
            Parser parser,
            Sessions sessions,
            Stamps stamps,
            Intake intake,
            int maxBytes) {
        this.authentication = authentication;
        this.parser = parser;
        this.sessions = sessions;
        this.stamps = stamps;
        this.intake = intake;
        this.maxBytes = maxBytes;
    }

    void register(Routes routes) {
        Aliases.of("/events").forEach(path -> routes.post(path, this::deliver));
    }

    /// @param events what became of each, when `Prefer: return=representation` asks
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Receipt(
            String status,
            long eventsCreated,
            long duplicates,
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
        ApiKey key = authentication.require(request, Scope.TELEMETRY_WRITE).key();
        byte[] body = request.body(maxBytes, "application/json");
        Delivery delivery = parser.readDelivery(body, 0, body.length);
        UUID session = delivery.envelope().sessionId();
        if (session != null && sessions.findEnd(key.organisation(), session).isPresent()) {
            throw new Refusal(Code.SESSION_ENDED, "session has ended");
        }
        Intake.Receipt receipt = intake.accept(
                key, delivery, prefers(request, "handling=lenient"), opening(key.organisation(), delivery));
        return Reply.created(new Receipt(
                "ok",
                receipt.created(),
                receipt.stored().size() - receipt.created(),
                receipt.refused().isEmpty() ? null : receipt.refused(),
                prefers(request, "return=representation") ? outcomes(receipt) : null));
    }

    /// A session nobody has opened is opened by its first event; opening it again changes nothing.
    private List<StoredEvent> opening(OrganisationId reporter, Delivery delivery) {
        UUID session = delivery.envelope().sessionId();
        if (session == null || sessions.find(reporter, session).isPresent()) {
            return List.of();
        }
        Sessions.Agent agent = new Sessions.Agent(null, delivery.envelope().agentId());
        return List.of(stamps.ofSession(reporter, session, new Stamps.Moment(Stamps.Moment.STARTED, "{}"), agent));
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
                .distinct()
                .forEach(index -> outcomes.add(new Outcome(index, null, "rejected", null, null)));
        return outcomes;
    }

    private static boolean prefers(Request request, String preference) {
        return request.headers("Prefer").stream()
                .flatMap(value -> Arrays.stream(value.split("[,;]", -1)))
                .anyMatch(word -> word.strip().equalsIgnoreCase(preference));
    }
}
