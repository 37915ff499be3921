package byline.wire;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads deliveries leniently in form and strictly in meaning. Thread-safe; never throws, whatever the bytes are.
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
        var envelope = new Envelope(
                DocumentType.EVENT,
                WireVersion.V1_0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Json.EMPTY_OBJECT);
        return new Delivery(
                envelope,
                List.of(),
                List.of(new Problem(-1, "", "json", "not yet " + limits + accepted + body.length + offset + length)));
    }

    /// Reads a session document, the body of `POST /sessions/bulk`.
    public Delivery readSession(byte[] body, int offset, int length) {
        return readDelivery(body, offset, length);
    }
}
