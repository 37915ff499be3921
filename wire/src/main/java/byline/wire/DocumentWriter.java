package byline.wire;

import java.io.IOException;
import java.io.OutputStream;

/// Writes what was read back onto the wire, as a 1.0 session document.
public final class DocumentWriter {
    private DocumentWriter() {}

    /// Writes one session document; events are taken one at a time, so a session of any size needs constant memory.
    public static void writeSession(Envelope envelope, Iterable<Event> events, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("not yet " + envelope + events + out);
    }

    /// Writes one event object.
    public static void writeEvent(Event event, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("not yet " + event + out);
    }
}
