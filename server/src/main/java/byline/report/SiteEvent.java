package byline.report;

import byline.store.Events.Row;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One event of a site; what makes no sense for its type is absent.
///
/// @param verified verdict on who the bot claims to be
/// @param source where a referral came from (`chatgpt`)
/// @param event name of a conversion
@JsonInclude(JsonInclude.Include.NON_NULL)
record SiteEvent(
        String id,
        String type,
        String timestamp,
        @Nullable String path,
        @Nullable String botName,
        @Nullable String botCompany,
        @Nullable String purpose,
        @Nullable String verified,
        @Nullable String userAgent,
        @Nullable String source,
        @Nullable String event,
        @Nullable Double value,
        @Nullable String currency,
        @Nullable String country,
        @Nullable String city,
        @Nullable String asn,
        @Nullable String referrer) {

    static SiteEvent of(Row row) {
        return new SiteEvent(
                Objects.requireNonNull(row.text("id")),
                SiteEventType.of(row).text(),
                Objects.requireNonNull(row.instant("timestamp")).toString(),
                row.text("content_path"),
                row.text("bot_name"),
                row.text("bot_company"),
                row.text("purpose"),
                row.text("verified"),
                row.text("user_agent"),
                row.text("source"),
                row.text("event"),
                row.decimal("value"),
                row.text("currency"),
                row.text("country"),
                row.text("city"),
                row.text("asn"),
                row.text("referrer"));
    }
}
