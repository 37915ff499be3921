package byline.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One valid event of a delivery (§5.2), after old names were mapped and forbidden fields removed.
///
/// @param index its place in the delivery, from 0
/// @param type a core type, a commerce type, or a namespaced extension; `content_displayed` on the 0.1 line only
/// @param timestamp the instant that was meant; another offset for it is the same meaning and is not kept
/// @param data what reports need of `data` and of `turn`, read out of `rest`
/// @param rest every member that has no component here (so `data`, `turn`, unknown ones) as a JSON object; values are
///     byte for byte as sent, except where `normalised` or `stripped` says otherwise
/// @param normalised JSON pointers, relative to the event, of what was renamed, filled in or dropped as unreadable
/// @param stripped JSON pointers, relative to the event, of what was removed because it may not be kept
public record Event(
        int index,
        @Nullable UUID id,
        String type,
        Instant timestamp,
        @Nullable String turnId,
        @Nullable String outputId,
        @Nullable String outputElementId,
        @Nullable UUID citationId,
        @Nullable UUID presentationId,
        @Nullable String ctxToken,
        @Nullable String sourceRole,
        @Nullable UUID contentTelemetryId,
        @Nullable String contentUrl,
        @Nullable String contentId,
        @Nullable String licenseRef,
        @Nullable String termsRef,
        EventData data,
        Json rest,
        List<String> normalised,
        List<String> stripped) {
    public Event {
        normalised = List.copyOf(normalised);
        stripped = List.copyOf(stripped);
    }
}
