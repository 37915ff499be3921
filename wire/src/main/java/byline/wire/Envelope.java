package byline.wire;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a document says about all of its events (§5.1, §7.1); an explicit `null` on the wire is an absent field.
///
/// @param documentType as declared, else as `event` or `events` decides
/// @param version the line whose rules were applied
/// @param rest every other member as a JSON object, its values byte for byte as sent; `{}` when there is none
public record Envelope(
        DocumentType documentType,
        WireVersion version,
        @Nullable UUID sessionId,
        @Nullable UUID parentSessionId,
        @Nullable String ctxToken,
        @Nullable String agentId,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String manifestRef,
        @Nullable String contentScope,
        @Nullable String conformanceLevel,
        Json rest) {
    /// The same as a session document of 1.0; a delivery's click token is none of the session's.
    Envelope asSession() {
        return new Envelope(
                DocumentType.SESSION,
                WireVersion.V1_0,
                sessionId,
                parentSessionId,
                null,
                agentId,
                startedAt,
                endedAt,
                manifestRef,
                contentScope,
                conformanceLevel,
                rest);
    }
}
