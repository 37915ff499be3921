package byline.sites;

import byline.http.Code;
import byline.http.Refusal;
import byline.identity.Sites.Site;
import byline.store.SiteSlice;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which of a site's events somebody means, in the words of the API. An empty text means those that have none of it.
///
/// @param start first day of the site's calendar
/// @param end last day
/// @param since the first moment within these days, absent for their beginning
/// @param until the first moment that is not meant any more
/// @param path a whole path, or the start of one before a `*`
@JsonInclude(JsonInclude.Include.NON_NULL)
record SliceWish(
        @Nullable String start,
        @Nullable String end,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String type,
        @Nullable String reason,
        @Nullable String origin,
        @Nullable String host,
        @Nullable String bot,
        @Nullable String source,
        @Nullable String path) {
    private static final int MAX_DAYS = 731;

    private static final Map<String, String> STORED = Map.of(
            "bot", "content_retrieved",
            "referral", "byline.referral",
            "view", "byline.view",
            "conversion", "byline.conversion");

    /// The events, for a site.
    ///
    /// @throws Refusal 400 when the days or the type make no sense, or nothing else than days is said
    SiteSlice of(Site site) {
        Span span = Span.of(start, end, site);
        boolean saysWhich = Stream.of(since, until, type, reason, origin, host, bot, source, path)
                .anyMatch(Objects::nonNull);
        if (!saysWhich) {
            throw invalid(
                    "slice must say more than days: a reason, origin, host, bot, source, type, path, since or until");
        }
        return new SiteSlice(
                site.id(),
                since == null || since.isBefore(span.from()) ? span.from() : since,
                until == null || until.isAfter(span.to()) ? span.to() : until,
                stored(type),
                reason,
                origin,
                host == null ? null : host.toLowerCase(Locale.ROOT),
                bot,
                source,
                path);
    }

    private static @Nullable String stored(@Nullable String type) {
        if (type != null && !STORED.containsKey(type)) {
            throw invalid("type must be bot, referral, view or conversion");
        }
        return type == null ? null : STORED.get(type);
    }

    /// Whole days of the site's calendar.
    record Span(LocalDate start, LocalDate end, Instant from, Instant to) {
        static Span of(@Nullable String start, @Nullable String end, Site site) {
            LocalDate first = date(start, "start");
            LocalDate last = date(end, "end");
            if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= MAX_DAYS) {
                throw new Refusal(
                        Code.INVALID_DATE_RANGE,
                        "start may not be after end, nor more than " + MAX_DAYS + " days before");
            }
            return new Span(
                    first,
                    last,
                    first.atStartOfDay(site.timeZone()).toInstant(),
                    last.plusDays(1).atStartOfDay(site.timeZone()).toInstant());
        }

        private static LocalDate date(@Nullable String text, String name) {
            try {
                return LocalDate.parse(String.valueOf(text));
            } catch (DateTimeException impossible) {
                throw new Refusal(Code.INVALID_DATE_RANGE, name + " must be a date such as 2026-03-01");
            }
        }
    }

    private static Refusal invalid(String text) {
        return new Refusal(Code.INVALID_PARAMETER, text);
    }
}
