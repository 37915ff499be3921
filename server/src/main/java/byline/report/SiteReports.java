package byline.report;

import byline.identity.Sites.Site;
import byline.report.Pages.Listing;
import byline.store.Events.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The reports over one site's events; what is in quarantine counts nowhere.
final class SiteReports {
    private final Reports reports;
    private final Pages pages;
    private final Clock clock;

    SiteReports(Reports reports, Pages pages, Clock clock) {
        this.reports = reports;
        this.pages = pages;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    private record Counts(Map<String, Long> bySite) implements Sum {
        Counts() {
            this(new HashMap<>());
        }

        @Override
        public void add(Row row) {
            bySite.put(Objects.requireNonNull(row.text("site")), row.number("count"));
        }
    }

    /// Events of each site in the calendar month (UTC) so far; a site without any is not in it.
    Map<String, Long> countThisMonth(List<Site> sites) {
        if (sites.isEmpty()) {
            return Map.of();
        }
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("sites", sites.stream().map(Site::id).toList());
        parameters.put("from", month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        parameters.put("to", month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        return reports.sum("site_month", parameters, Counts.class, Counts::new).bySite();
    }

    SiteStats stats(Site site, SitePeriod period) {
        return reports.sum(
                        "site_stats", parameters(site, period), SiteStats.Breakdowns.class, SiteStats.Breakdowns::new)
                .stats(period);
    }

    /// @param question the parameters as they were sent, so that a cursor outlives a change of the day
    Pages.Page<SiteEvent> events(
            Site site, SitePeriod period, @Nullable SiteEventType type, Slice slice, String question) {
        Map<String, @Nullable Object> parameters = parameters(site, period);
        parameters.put("type", type == null ? null : type.stored());
        return pages.read(new Listing<>("site_events", parameters, site.id() + "\n" + question, SiteEvent::of), slice);
    }

    SiteSeries series(Site site, SitePeriod period, Granularity granularity) {
        Map<String, @Nullable Object> parameters = parameters(site, period);
        parameters.put("grain", SiteSeries.grain(period, granularity).toSeconds());
        parameters.put("granularity", granularity);
        parameters.put("zone", period.zone());
        return reports.sum(
                        "site_timeseries",
                        parameters,
                        SiteSeries.Tally.class,
                        () -> new SiteSeries.Tally(period, granularity))
                .series();
    }

    private static Map<String, @Nullable Object> parameters(Site site, SitePeriod period) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("site", site.id());
        parameters.put("from", period.from());
        parameters.put("to", period.to());
        return parameters;
    }
}
