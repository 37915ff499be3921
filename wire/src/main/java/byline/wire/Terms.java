package byline.wire;

import java.util.Set;

/// On what terms a document is taken.
///
/// @param most what a turn may disclose, whatever it declares
record Terms(Door door, Set<WireVersion> accepted, PrivacyLevel most) {
    /// Where a document came in, which decides what it may be.
    enum Door {
        /// `POST /events`
        DELIVERY,
        /// `POST /sessions/bulk`
        SESSION,
        /// A conformance check: anything, read strictly.
        CHECK
    }

    boolean strict() {
        return door == Door.CHECK;
    }

    boolean isWelcome(DocumentType type) {
        return switch (door) {
            case DELIVERY -> type != DocumentType.SESSION;
            case SESSION -> type == DocumentType.SESSION;
            case CHECK -> true;
        };
    }
}
