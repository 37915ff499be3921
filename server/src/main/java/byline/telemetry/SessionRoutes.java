package byline.telemetry;

import byline.http.Aliases;
import byline.http.Code;
import byline.http.Json;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.Scope;
import byline.store.Events;
import byline.store.StoredEvent;
import byline.wire.Delivery;
import byline.wire.Parser;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `POST /sessions/start`, `/sessions/end` and `/sessions/bulk`.
public final class SessionRoutes {
    private final Authentication authentication;
    private final Parser parser;
    private final Sessions sessions;
    private final Stamps stamps;
    private final Intake intake;
    private final Events events;
    private final int maxBytes;

    SessionRoutes(
            Authentication authentication,
            Parser parser,
            Sessions sessions,
            Stamps stamps,
            Intake intake,
            Events events,
            int maxBytes) {
        this.authentication = authentication;
        this.parser = parser;
        this.sessions = sessions;
        this.stamps = stamps;
        this.intake = intake;
        this.events = events;
        this.maxBytes = maxBytes;
    }

    void register(Routes routes) {
        Aliases.of("/sessions/start").forEach(path -> routes.post(path, this::start));
        Aliases.of("/sessions/end").forEach(path -> routes.post(path, this::end));
        Aliases.of("/sessions/bulk").forEach(path -> routes.post(path, this::upload));
    }

    private record Started(UUID sessionId) {}

    private Reply start(Request request) {
        ApiKey key = authentication.require(request, Scope.TELEMETRY_WRITE).key();
        byte[] body = request.body(maxBytes, "application/json");
        SessionBody wish =
                SessionBody.start(body.length == 0 ? JsonNodeFactory.instance.objectNode() : Json.tree(body));
        UUID session = UUID.randomUUID();
        sessions.remember(key.organisation(), session, wish.agent());
        events.append(List.of(stamps.ofSession(
                key.organisation(),
                session,
                new Stamps.Moment(Stamps.Moment.STARTED, wish.rest().toString()),
                wish.agent())));
        return Reply.created(new Started(session));
    }

    private record Ended(String status, UUID sessionId) {}

    private Reply end(Request request) {
        ApiKey key = authentication.require(request, Scope.TELEMETRY_WRITE).key();
        JsonNode body = Json.tree(request.body(maxBytes, "application/json"));
        UUID session = SessionBody.sessionId(body);
        ObjectNode outcome = SessionBody.end(body);
        Optional<String> before = sessions.findEnd(key.organisation(), session);
        if (before.isEmpty()) {
            if (!sessions.isKnown(key.organisation(), session)) {
                throw new Refusal(Code.NOT_FOUND, "Your organisation has no such session");
            }
            events.append(List.of(stamps.ofSession(
                    key.organisation(),
                    session,
                    new Stamps.Moment(Stamps.Moment.ENDED, outcome.toString()),
                    Sessions.Agent.UNKNOWN)));
            before = sessions.findEnd(key.organisation(), session);
        }
        if (!SessionBody.sameOutcome(before.orElseThrow(), outcome)) {
            throw new Refusal(Code.SESSION_ENDED, "session has ended, with another outcome");
        }
        return Reply.ok(new Ended("ok", session));
    }

    private record Uploaded(UUID sessionId, long eventsCreated, boolean outcomeRecorded) {}

    private Reply upload(Request request) {
        ApiKey key = authentication.require(request, Scope.TELEMETRY_WRITE).key();
        byte[] body = request.body(maxBytes, "application/json");
        Delivery document = parser.readSession(body, 0, body.length);
        if (!document.problems().isEmpty()) {
            throw Intake.invalid(document.problems());
        }
        UUID session = document.envelope().sessionId();
        if (session == null) {
            throw new Refusal(Code.INVALID_DOCUMENT, "A session document needs its session_id");
        }
        ObjectNode outcome = SessionBody.bulkEnd(document.envelope(), body);
        boolean hasOutcome = outcome.hasNonNull("outcome");
        Optional<String> before = sessions.findEnd(key.organisation(), session);
        if (before.isPresent()) {
            if (!SessionBody.sameOutcome(before.get(), outcome)) {
                throw new Refusal(Code.SESSION_ENDED, "session has ended");
            }
            return Reply.created(new Uploaded(session, 0, hasOutcome));
        }
        Sessions.Agent agent = SessionBody.agent(document.envelope());
        sessions.remember(key.organisation(), session, agent);
        List<StoredEvent> moments = List.of(
                stamps.ofSession(
                        key.organisation(),
                        session,
                        new Stamps.Moment(Stamps.Moment.STARTED, SessionBody.bulkStart(document.envelope())),
                        agent),
                stamps.ofSession(
                        key.organisation(),
                        session,
                        new Stamps.Moment(Stamps.Moment.ENDED, outcome.toString()),
                        agent));
        Intake.Receipt receipt = intake.accept(key, document, false, moments);
        return Reply.created(new Uploaded(session, receipt.created(), hasOutcome));
    }
}
