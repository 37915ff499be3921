package byline.report;

import byline.store.Events.Row;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One event of a site; what makes no sense for its type is absent.
///
/// @param verified verdict on who the bot claims to be
/// @param verifiedBy what the verdict rests on: `range <document>`, `dns <name>`, `signature <host> <thumbprint>`
/// @param source where a referral came from (`chatgpt`)
/// @param event name of a conversion
/// @param attributedBy what ties a conversion to the referral its source is taken from: `page` or `visitor`
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
        @Nullable String verifiedBy,
        @Nullable String userAgent,
        @Nullable String source,
        @Nullable String event,
        @Nullable Double value,
        @Nullable String currency,
        @Nullable String country,
        @Nullable String city,
        @Nullable String asn,
        @Nullable String referrer,
        @Nullable String attributedBy) {
    static final Export.Table<SiteEvent> TABLE = new Export.Table<>(
            List.of(
                    "id",
                    "type",
                    "timestamp",
                    "path",
                    "bot_name",
                    "bot_company",
                    "purpose",
                    "verified",
                    "user_agent",
                    "source",
                    "event",
                    "value",
                    "currency",
                    "country",
                    "city",
                    "asn",
                    "referrer",
                    "attributed_by",
                    "verified_by"),
            SiteEvent::cells);

    private List<@Nullable String> cells() {
        return Arrays.asList(
                id,
                type,
                timestamp,
                path,
                botName,
                botCompany,
                purpose,
                verified,
                userAgent,
                source,
                event,
                value == null ? null : BigDecimal.valueOf(value).toPlainString(),
                currency,
                country,
                city,
                asn,
                referrer,
                attributedBy,
                verifiedBy);
    }

    /// The same visit under the name that the list of today has for it.
    SiteEvent named(Naming.Named named) {
        return new SiteEvent(
                id,
                type,
                timestamp,
                path,
                named.bot(),
                named.company(),
                named.purpose(),
                verified,
                verifiedBy,
                userAgent,
                source,
                event,
                value,
                currency,
                country,
                city,
                asn,
                referrer,
                attributedBy);
    }

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
                row.text("evidence"),
                row.text("user_agent"),
                row.text("source"),
                row.text("event"),
                row.decimal("value"),
                row.text("currency"),
                row.text("country"),
                row.text("city"),
                row.text("asn"),
                row.text("referrer"),
                row.text("attributed_by"));
    }
}
