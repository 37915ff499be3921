package byline.telemetry;

import byline.keys.OrganisationId;
import byline.store.Events;
import byline.store.Events.Row;
import byline.wire.Event;
import byline.wire.EventData;
import byline.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The stored events of one session, as its reporter sent them.
final class SessionEvents {
    /// A session of more events is not put together again.
    static final int MOST = 20_000;

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final Events events;

    SessionEvents(Events events) {
        this.events = events;
    }

    /// An event and whose content it is about.
    ///
    /// @param owner null for nobody's, and for what two claim
    record Owned(Event event, @Nullable String owner) {}

    /// At most one more than `MOST`, as they happened; the moments of the session itself included.
    ///
    /// @param opened when the session was opened
    List<Owned> list(OrganisationId reporter, UUID session, Instant opened) {
        return events.read(
                "telemetry/session",
                Map.of(
                        "reporter",
                        reporter.value(),
                        "session_id",
                        session,
                        "opened",
                        opened.minus(CLOCK_SKEW),
                        "limit",
                        MOST + 1),
                SessionEvents::owned);
    }

    static Owned owned(Row row) {
        return new Owned(event(row), row.text("conflict") == null ? row.text("owner") : null);
    }

    private static Event event(Row row) {
        return new Event(
                0,
                uuid(row, "id"),
                Objects.requireNonNull(row.text("type")),
                Objects.requireNonNull(row.instant("timestamp")),
                row.text("turn_id"),
                row.text("output_id"),
                row.text("output_element_id"),
                uuid(row, "citation_id"),
                uuid(row, "presentation_id"),
                row.text("ctx_token"),
                row.text("source_role"),
                uuid(row, "content_telemetry_id"),
                row.text("content_url"),
                row.text("content_id"),
                row.text("license_ref"),
                row.text("terms_ref"),
                EventData.EMPTY,
                Json.of(Objects.requireNonNull(row.text("rest"))),
                List.of(),
                List.of());
    }

    private static @Nullable UUID uuid(Row row, String column) {
        String text = row.text(column);
        return text == null ? null : UUID.fromString(text);
    }
}
