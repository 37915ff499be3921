package byline.telemetry;

import byline.http.Code;
import byline.http.Refusal;
import byline.store.SessionStart;
import byline.wire.DocumentType;
import byline.wire.DocumentWriter;
import byline.wire.Envelope;
import byline.wire.Event;
import byline.wire.Json;
import byline.wire.WireVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A session put together again from what was stored of it: a valid document of 1.0.
final class SessionDocument {
    private static final String OURS = "byline.";

    private final UUID session;
    private final SessionStart start;
    private final List<Event> events;
    private final Optional<Event> end;

    /// @param rows of the session, its moments included
    SessionDocument(UUID session, SessionStart start, List<Event> rows) {
        this.session = session;
        this.start = start;
        this.events =
                rows.stream().filter(event -> !event.type().startsWith(OURS)).toList();
        this.end =
                rows.stream().filter(event -> event.type().equals(Stamps.ENDED)).findFirst();
    }

    /// @throws Refusal for a session too large to be put together
    byte[] bytes() {
        if (events.size() > SessionEvents.MOST) {
            throw new Refusal(
                    Code.PAYLOAD_TOO_LARGE,
                    "The session has more than " + SessionEvents.MOST
                            + " events; read them page by page at /agent/events");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DocumentWriter.writeSession(envelope(), events, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private Envelope envelope() {
        SessionFields said = SessionFields.of(start.rest().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        UUID parent = said.uuid("parent_session_id").orElse(null);
        String agent = said.text("agent_id").orElse(start.agentId());
        Instant startedAt = said.time("started_at").orElse(start.at());
        Instant endedAt =
                said.time("ended_at").or(() -> end.map(Event::timestamp)).orElse(null);
        String manifest = said.text("manifest_ref").orElse(null);
        String scope = said.text("content_scope").orElse(null);
        String level = said.text("conformance_level").orElse(null);
        return new Envelope(
                DocumentType.SESSION,
                WireVersion.V1_0,
                session,
                parent,
                null,
                agent,
                startedAt,
                endedAt,
                manifest,
                scope,
                level,
                rest(said.object()));
    }

    /// What has no place of its own in the envelope, and the outcome.
    private Json rest(ObjectNode said) {
        said.remove(List.of(
                "document_type",
                "schema_version",
                "session_id",
                "parent_session_id",
                "ctx_token",
                "agent_id",
                "started_at",
                "ended_at",
                "manifest_ref",
                "content_scope",
                "conformance_level",
                "event",
                "events"));
        end.map(event -> SessionEnd.stored(event.rest().toString()))
                .flatMap(SessionEnd::outcome)
                .ifPresent(outcome -> said.set("outcome", outcome));
        return Json.of(said.toString());
    }

    static @Nullable UUID id(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
