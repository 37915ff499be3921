package byline.report;

import byline.store.Events.Row;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event as a reader of telemetry sees it.
///
/// @param eventTimestamp RFC 3339 with as many digits as were stored
/// @param eventData the event's own `data`, values as they were sent; `evidence` in there is the sender's claim
/// @param uncorroborated of a citation: whether its session tells of no grounding of the same content; else null
record EventItem(
        UUID eventId,
        @Nullable String sessionId,
        String eventType,
        @Nullable String sourceRole,
        @Nullable String contentTelemetryId,
        @Nullable String contentUrl,
        @Nullable String contentId,
        String eventTimestamp,
        @JsonRawValue String eventData,
        @Nullable String platformId,
        @Nullable String agentId,
        @Nullable String botName,
        @Nullable String purpose,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ctxToken,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean uncorroborated,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Evidence> evidence) {

    /// What this server found out by itself.
    ///
    /// @param scheme `signed`: the delivery carried a valid signature
    /// @param ref `<manifest id>#<key id>` of the key
    record Evidence(String scheme, String ref) {
        static List<Evidence> of(Row row) {
            String signer = row.text("signed_by");
            return signer == null ? List.of() : List.of(new Evidence("signed", signer));
        }
    }

    static final Export.Table<EventItem> TABLE = new Export.Table<>(
            List.of(
                    "event_id",
                    "session_id",
                    "event_type",
                    "source_role",
                    "content_telemetry_id",
                    "content_url",
                    "content_id",
                    "event_timestamp",
                    "platform_id",
                    "agent_id",
                    "bot_name",
                    "purpose",
                    "ctx_token",
                    "event_data",
                    "signed_by",
                    "uncorroborated"),
            EventItem::cells);

    private List<@Nullable String> cells() {
        return Arrays.asList(
                eventId.toString(),
                sessionId,
                eventType,
                sourceRole,
                contentTelemetryId,
                contentUrl,
                contentId,
                eventTimestamp,
                platformId,
                agentId,
                botName,
                purpose,
                ctxToken,
                eventData,
                evidence.stream().map(Evidence::ref).findFirst().orElse(null),
                uncorroborated == null ? null : uncorroborated.toString());
    }

    static EventItem of(Row row) {
        return new EventItem(
                UUID.fromString(Objects.requireNonNull(row.text("id"))),
                row.text("session_id"),
                Objects.requireNonNull(row.text("type")),
                row.text("source_role"),
                row.text("content_telemetry_id"),
                row.text("content_url"),
                row.text("content_id"),
                Objects.requireNonNull(row.instant("timestamp")).toString(),
                RawMember.find(Objects.requireNonNull(row.text("rest")), "data").orElse("{}"),
                row.text("platform_id"),
                row.text("agent_id"),
                row.text("bot_name"),
                row.text("purpose"),
                row.text("ctx_token"),
                null,
                Evidence.of(row));
    }

    /// The citation with its flag.
    EventItem flagged(boolean isUncorroborated) {
        return new EventItem(
                eventId,
                sessionId,
                eventType,
                sourceRole,
                contentTelemetryId,
                contentUrl,
                contentId,
                eventTimestamp,
                eventData,
                platformId,
                agentId,
                botName,
                purpose,
                ctxToken,
                isUncorroborated,
                evidence);
    }
}
