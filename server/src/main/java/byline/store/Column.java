package byline.store;

import static byline.store.Column.Kind.DECIMAL;
import static byline.store.Column.Kind.INTEGER;
import static byline.store.Column.Kind.TEXT;
import static byline.store.Column.Kind.TIMESTAMP;
import static byline.store.Column.Kind.UUID;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of `events` and where its value stands in a [StoredEvent]; its name is the key in the commit log too.
///
/// @param value absent values are null
record Column(String name, Kind kind, Function<StoredEvent, @Nullable Object> value) {
    /// How a value is written: timestamps as microseconds since 1970, the others as JSON has them.
    enum Kind {
        TEXT,
        UUID,
        TIMESTAMP,
        INTEGER,
        DECIMAL
    }

    /// Every column but `seq`, which the loader adds; `id` is first, since the loader knows an event by it.
    static final List<Column> ALL = List.of(
            new Column("id", UUID, StoredEvent::id),
            new Column("type", TEXT, StoredEvent::type),
            new Column("timestamp", TIMESTAMP, StoredEvent::timestamp),
            new Column("received_at", TIMESTAMP, event -> event.stamp().receivedAt()),
            new Column("reporter", TEXT, event -> event.stamp().reporter()),
            new Column("owner", TEXT, event -> event.stamp().owner()),
            new Column("conflict", TEXT, event -> event.stamp().conflict()),
            new Column("site", TEXT, event -> event.stamp().site()),
            new Column("quarantine", TEXT, event -> event.stamp().quarantine()),
            new Column("content_url", TEXT, event -> event.content().url()),
            new Column("content_host", TEXT, event -> event.content().host()),
            new Column("content_path", TEXT, event -> event.content().path()),
            new Column("content_id", TEXT, event -> event.content().id()),
            new Column("license_ref", TEXT, event -> event.content().licenseRef()),
            new Column("terms_ref", TEXT, event -> event.content().termsRef()),
            new Column("session_id", UUID, event -> event.links().sessionId()),
            new Column("turn_id", TEXT, event -> event.links().turnId()),
            new Column("output_id", TEXT, event -> event.links().outputId()),
            new Column("output_element_id", TEXT, event -> event.links().outputElementId()),
            new Column("citation_id", UUID, event -> event.links().citationId()),
            new Column("presentation_id", UUID, event -> event.links().presentationId()),
            new Column("content_telemetry_id", UUID, event -> event.links().contentTelemetryId()),
            new Column("ctx_token", TEXT, event -> event.links().ctxToken()),
            new Column("source_role", TEXT, event -> event.actor().sourceRole()),
            new Column("platform_id", TEXT, event -> event.actor().platformId()),
            new Column("agent_id", TEXT, event -> event.actor().agentId()),
            new Column("bot_name", TEXT, event -> event.actor().botName()),
            new Column("bot_company", TEXT, event -> event.actor().botCompany()),
            new Column("purpose", TEXT, event -> event.actor().purpose()),
            new Column("user_agent", TEXT, event -> event.actor().userAgent()),
            new Column("verified", TEXT, event -> event.actor().verified()),
            new Column("status", INTEGER, event -> event.actor().status()),
            new Column("country", TEXT, event -> event.actor().country()),
            new Column("city", TEXT, event -> event.actor().city()),
            new Column("asn", TEXT, event -> event.actor().asn()),
            new Column("source", TEXT, event -> event.visit().source()),
            new Column("referrer", TEXT, event -> event.visit().referrer()),
            new Column("event", TEXT, event -> event.visit().event()),
            new Column("value", DECIMAL, event -> event.visit().value()),
            new Column("currency", TEXT, event -> event.visit().currency()),
            new Column("rest", TEXT, StoredEvent::rest),
            new Column("signed_by", TEXT, event -> event.entry().signedBy()),
            new Column("normalised", TEXT, event -> event.entry().normalised()),
            new Column("envelope", TEXT, event -> event.entry().envelope()),
            new Column("site_key", TEXT, event -> event.entry().siteKey()),
            new Column("origin", TEXT, event -> event.entry().origin()),
            new Column("attributed_by", TEXT, event -> event.entry().attributedBy()),
            new Column("manifest", TEXT, event -> event.entry().manifest()),
            new Column("evidence", TEXT, event -> event.entry().evidence()));
}
