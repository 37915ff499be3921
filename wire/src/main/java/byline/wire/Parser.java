package byline.wire;

import byline.wire.DocumentReader.Door;
import java.util.EnumSet;
import java.util.Set;

/// Reads deliveries leniently in form and strictly in meaning. Thread-safe; never throws, whatever the bytes are.
///
/// Old names are mapped, what privacy forbids is removed before anything leaves the parser, unknown fields are kept.
public final class Parser {
    private final Limits limits;
    private final Set<WireVersion> accepted;

    /// A parser for one configuration.
    ///
    /// @param accepted the lines that are read; a document of another is refused with rule `version`
    public Parser(Limits limits, Set<WireVersion> accepted) {
        this.limits = limits;
        this.accepted = EnumSet.copyOf(accepted);
    }

    /// Reads the body of `POST /events`: one event or a batch, as `document_type`, else `event` or `events` says.
    public Delivery readDelivery(byte[] body, int offset, int length) {
        return read(body, offset, length, Door.DELIVERY);
    }

    /// Reads a session document, the body of `POST /sessions/bulk`.
    public Delivery readSession(byte[] body, int offset, int length) {
        return read(body, offset, length, Door.SESSION);
    }

    private Delivery read(byte[] body, int offset, int length, Door door) {
        JsonReader reader = new JsonReader(body, offset, length, limits);
        return new DocumentReader(reader, limits, accepted, door).read();
    }
}
