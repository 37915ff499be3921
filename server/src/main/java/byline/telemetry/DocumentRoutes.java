package byline.telemetry;

import byline.http.Aliases;
import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Authentication;
import byline.keys.OrganisationId;
import byline.keys.Scope;
import byline.wire.Event;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// `GET /sessions/{id}/document`: a session as a document, for the organisation that reported it and for nobody else.
final class DocumentRoutes {
    private final Authentication authentication;
    private final Sessions sessions;
    private final SessionEvents events;

    DocumentRoutes(Authentication authentication, Sessions sessions, SessionEvents events) {
        this.authentication = authentication;
        this.sessions = sessions;
        this.events = events;
    }

    void register(Routes routes) {
        Aliases.of("/sessions/{id}/document").forEach(path -> routes.get(path, this::document));
    }

    private Reply document(Request request) {
        OrganisationId reporter =
                authentication.require(request, Scope.TELEMETRY_READ).organisation();
        return Optional.ofNullable(SessionDocument.id(request.path("id")))
                .flatMap(id -> find(reporter, id))
                .map(document -> Reply.bytes(200, "application/json", document.bytes()))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "Your organisation has no such session"));
    }

    private Optional<SessionDocument> find(OrganisationId reporter, UUID session) {
        return sessions.findStart(reporter, session).map(start -> {
            List<Event> rows = events.list(reporter, session, start.at()).stream()
                    .map(SessionEvents.Owned::event)
                    .toList();
            return new SessionDocument(session, start, rows);
        });
    }
}
