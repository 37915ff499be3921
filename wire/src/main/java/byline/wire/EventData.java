package byline.wire;

import org.jspecify.annotations.Nullable;

/// The members of an event's `data` (and the level of its `turn`) that reports read; a member of another type is null.
///
/// @param purpose why a bot fetched; the old name `bot_category` is read as this
/// @param asn number of the client's autonomous system
/// @param engagementType open vocabulary; the old name `interaction_type` is read as this
/// @param scope of a grounding: `session` or `turn`
/// @param privacyLevel of the event's turn
/// @param platformId sent by platforms beside the agent's own id; no field of the specification
public record EventData(
        @Nullable String botName,
        @Nullable String purpose,
        @Nullable String userAgent,
        @Nullable Integer responseStatus,
        @Nullable String country,
        @Nullable Long asn,
        @Nullable String city,
        @Nullable String engagementType,
        @Nullable String citationType,
        @Nullable String presentationKind,
        @Nullable String presentationType,
        @Nullable String scope,
        @Nullable String provenance,
        @Nullable String contentVersion,
        @Nullable String privacyLevel,
        @Nullable String platformId) {
    /// Of an event without any of them.
    public static final EventData EMPTY = new EventData(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
