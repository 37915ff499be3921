package byline.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes what was read back onto the wire (§5.1, §5.2): read again, it means the same.
public final class DocumentWriter {
    private DocumentWriter() {}

    /// Writes a document of the envelope's type and version.
    ///
    /// @throws IllegalArgumentException if a document of type `event` is to carry any other number of events than
    /// one
    public static void write(Envelope envelope, List<Event> events, OutputStream out) throws IOException {
        boolean single = envelope.documentType() == DocumentType.EVENT;
        if (single && events.size() != 1) {
            throw new IllegalArgumentException("a document of type event carries one event, not " + events.size());
        }
        JsonWriter writer = new JsonWriter(out);
        writer.open('{');
        write(envelope, writer);
        writer.name(single ? "event" : "events");
        if (single) {
            write(events.getFirst(), writer);
        } else {
            writer.open('[');
            for (Event event : events) {
                writer.element();
                write(event, writer);
            }
            writer.close(']');
        }
        writer.close('}');
    }

    /// Writes a session document that is valid under 1.0, whatever lines its events came in by.
    ///
    /// An event that 1.0 would refuse is lifted onto it where that invents nothing (see [Uplift]); else it is
    /// carried whole in the `data` of an event of type `openattribution.<type>`.
    ///
    /// @throws IllegalArgumentException if the envelope has no `session_id` or no `started_at`
    public static void writeSession(Envelope envelope, List<Event> events, OutputStream out) throws IOException {
        if (envelope.sessionId() == null || envelope.startedAt() == null) {
            throw new IllegalArgumentException("a session document has a session_id and a started_at");
        }
        Envelope session = envelope.asSession();
        write(session, new Uplift(session).lift(events), out);
    }

    /// Writes one event object.
    public static void writeEvent(Event event, OutputStream out) throws IOException {
        write(event, new JsonWriter(out));
    }

    static byte[] bytes(Event event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeEvent(event, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Envelope envelope, JsonWriter writer) throws IOException {
        writer.member("document_type", envelope.documentType().text());
        writer.member("schema_version", envelope.version().text());
        writer.member("session_id", envelope.sessionId());
        writer.member("parent_session_id", envelope.parentSessionId());
        writer.member("ctx_token", envelope.ctxToken());
        writer.member("agent_id", envelope.agentId());
        writer.member("started_at", envelope.startedAt());
        writer.member("ended_at", envelope.endedAt());
        writer.member("manifest_ref", envelope.manifestRef());
        writer.member("content_scope", envelope.contentScope());
        writer.member("conformance_level", envelope.conformanceLevel());
        writer.members(envelope.rest());
    }

    private static void write(Event event, JsonWriter writer) throws IOException {
        writer.open('{');
        writer.member("id", event.id());
        writer.member("type", event.type());
        writer.member("timestamp", event.timestamp());
        writer.member("turn_id", event.turnId());
        writer.member("output_id", event.outputId());
        writer.member("output_element_id", event.outputElementId());
        writer.member("citation_id", event.citationId());
        writer.member("presentation_id", event.presentationId());
        writer.member("ctx_token", event.ctxToken());
        writer.member("source_role", event.sourceRole());
        writer.member("content_telemetry_id", event.contentTelemetryId());
        writer.member("content_url", event.contentUrl());
        writer.member("content_id", event.contentId());
        writer.member("license_ref", event.licenseRef());
        writer.member("terms_ref", event.termsRef());
        writer.members(event.rest());
        writer.close('}');
    }
}
