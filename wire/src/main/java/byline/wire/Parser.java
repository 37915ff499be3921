package byline.wire;

import byline.wire.Terms.Door;
import java.util.EnumSet;
import java.util.Set;

/// Reads deliveries leniently in form and strictly in meaning. Thread-safe; never throws, whatever the bytes are.
///
/// Old names are mapped, what privacy forbids is removed before anything leaves the parser, unknown fields are kept.
/// [Json] that was kept is read from the body when it is asked for, so leave the body alone while its events are used.
public final class Parser {
    private final Limits limits;
    private final Set<WireVersion> accepted;
    private final Terms delivery;
    private final Terms session;

    /// A parser for one configuration.
    ///
    /// @param accepted the lines that are read; a document of another is refused with rule `version`
    public Parser(Limits limits, Set<WireVersion> accepted) {
        this(limits, EnumSet.copyOf(accepted), PrivacyLevel.FULL);
    }

    private Parser(Limits limits, Set<WireVersion> accepted, PrivacyLevel most) {
        this.limits = limits;
        this.accepted = accepted;
        this.delivery = new Terms(Door.DELIVERY, accepted, most);
        this.session = new Terms(Door.SESSION, accepted, most);
    }

    /// The same, but a turn that declares more than this level is reduced to it: its `privacy_level` and what stands
    /// above are changed and removed before anything leaves the parser, which [Event] tells.
    public Parser reducingTo(PrivacyLevel level) {
        return new Parser(limits, accepted, level);
    }

    /// Reads the body of `POST /events`: one event or a batch, as `document_type`, else `event` or `events` says.
    public Delivery readDelivery(byte[] body, int offset, int length) {
        return read(body, offset, length, delivery);
    }

    /// Reads a session document, the body of `POST /sessions/bulk`.
    public Delivery readSession(byte[] body, int offset, int length) {
        return read(body, offset, length, session);
    }

    private Delivery read(byte[] body, int offset, int length, Terms terms) {
        JsonReader reader = new JsonReader(body, offset, length, limits);
        return new DocumentReader(reader, limits, terms).read();
    }
}
