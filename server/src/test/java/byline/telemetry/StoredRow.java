package byline.telemetry;

import byline.store.Events.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What tests look at of a stored event.
record StoredRow(
        String id,
        String type,
        String reporter,
        @Nullable String owner,
        @Nullable String conflict,
        @Nullable String session,
        @Nullable String agentId,
        @Nullable String contentUrl,
        @Nullable String signedBy,
        @Nullable String normalised,
        @Nullable String envelope,
        String rest) {
    static StoredRow of(Row row) {
        return new StoredRow(
                Objects.requireNonNull(row.text("id")),
                Objects.requireNonNull(row.text("type")),
                Objects.requireNonNull(row.text("reporter")),
                row.text("owner"),
                row.text("conflict"),
                row.text("session_id"),
                row.text("agent_id"),
                row.text("content_url"),
                row.text("signed_by"),
                row.text("normalised"),
                row.text("envelope"),
                Objects.requireNonNull(row.text("rest")));
    }
}
