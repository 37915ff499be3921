package byline.telemetry;

import byline.http.Aliases;
import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.OrganisationId;
import byline.store.Events;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// `POST /sessions/start`, `/sessions/end` and `/sessions/bulk`.
final class SessionRoutes {
    private final Inlet inlet;
    private final Sessions sessions;
    private final Uploads uploads;
    private final Stamps stamps;
    private final Events events;

    SessionRoutes(Inlet inlet, Sessions sessions, Uploads uploads, Stamps stamps, Events events) {
        this.inlet = inlet;
        this.sessions = sessions;
        this.uploads = uploads;
        this.stamps = stamps;
        this.events = events;
    }

    void register(Routes routes) {
        Aliases.of("/sessions/start").forEach(path -> routes.post(path, this::start));
        Aliases.of("/sessions/end").forEach(path -> routes.post(path, this::end));
        Aliases.of("/sessions/bulk").forEach(path -> routes.post(path, this::upload));
    }

    private record Started(UUID sessionId) {}

    private Reply start(Request request) {
        Message message = inlet.read(request);
        SessionOpening opening = SessionOpening.of(message.body());
        UUID session = UUID.randomUUID();
        events.append(List.of(stamps.start(message, session, opening)));
        return Reply.created(new Started(session));
    }

    private record Ended(String status, UUID sessionId) {}

    private Reply end(Request request) {
        Message message = inlet.read(request);
        OrganisationId reporter = message.reporter();
        SessionFields body = SessionFields.of(message.body());
        UUID session = body.uuid("session_id")
                .orElseThrow(() -> SessionFields.invalid("session_id is needed, as /sessions/start answered it"));
        SessionEnd end = SessionEnd.of(body);
        if (sessions.findStart(reporter, session).isEmpty()) {
            throw new Refusal(Code.NOT_FOUND, "Your organisation has no such session");
        }
        Optional<SessionEnd> before = sessions.findEnd(reporter, session);
        if (before.isEmpty()) {
            events.append(List.of(stamps.end(message, session, end)));
            before = sessions.findEnd(reporter, session);
        }
        if (!before.orElseThrow().hasOutcomeOf(end)) {
            throw new Refusal(Code.SESSION_ENDED, "session has ended, with another outcome");
        }
        return Reply.ok(new Ended("ok", session));
    }

    private Reply upload(Request request) {
        Message message = inlet.read(request);
        return Reply.created(uploads.take(message, inlet.session(message)));
    }
}
