package byline.telemetry;

import byline.keys.ApiKey;
import byline.keys.OrganisationId;
import byline.wire.Envelope;
import org.jspecify.annotations.Nullable;

/// An authenticated request body.
final class Message {
    private final ApiKey key;
    private final byte[] body;
    private final @Nullable String signedBy;

    /// @param signedBy `<manifest id>#<key id>` of the valid signature over it, null without one
    Message(ApiKey key, byte[] body, @Nullable String signedBy) {
        this.key = key;
        this.body = body;
        this.signedBy = signedBy;
    }

    OrganisationId reporter() {
        return key.organisation();
    }

    @Nullable
    String signedBy() {
        return signedBy;
    }

    /// The bytes themselves, not a copy.
    byte[] body() {
        return body;
    }

    /// @param agent of the session, where the envelope names none
    Origin origin(Envelope envelope, Sessions.Agent agent) {
        return new Origin(key, envelope, agent, signedBy);
    }
}
