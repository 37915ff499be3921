package byline.report;

import byline.identity.Sites.Site;
import byline.report.Pages.Listing;
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

    /// Events of each site in the calendar month (UTC) so far; a site without any is not in it.
    Map<String, Long> countThisMonth(List<Site> sites) {
        Map<String, Long> counts = new HashMap<>();
        if (sites.isEmpty()) {
            return counts;
        }
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("sites", sites.stream().map(Site::id).toList());
        parameters.put("from", month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        parameters.put("to", month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        reports.read(
                "site_month",
                parameters,
                row -> counts.put(Objects.requireNonNull(row.text("site")), row.number("count")));
        return counts;
    }

    SiteStats stats(Site site, SitePeriod period) {
        SiteStats.Breakdowns breakdowns = new SiteStats.Breakdowns();
        reports.read("site_stats", parameters(site, period), breakdowns::add);
        return breakdowns.stats(period);
    }

    /// @param question the parameters as they were sent, so that a cursor outlives a change of the day
    Pages.Page<SiteEvent> events(
            Site site, SitePeriod period, @Nullable SiteEventType type, Slice slice, String question) {
        Map<String, @Nullable Object> parameters = parameters(site, period);
        parameters.put("type", type == null ? null : type.stored());
        return pages.read(new Listing<>("site_events", parameters, site.id() + "\n" + question, SiteEvent::of), slice);
    }

    SiteSeries series(Site site, SitePeriod period, Granularity granularity) {
        SiteSeries.Tally tally = new SiteSeries.Tally(period, granularity);
        Map<String, @Nullable Object> parameters = parameters(site, period);
        parameters.put("grain", tally.grain().toSeconds());
        reports.read("site_timeseries", parameters, tally::add);
        return tally.series();
    }

    private static Map<String, @Nullable Object> parameters(Site site, SitePeriod period) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("site", site.id());
        parameters.put("from", period.from());
        parameters.put("to", period.to());
        return parameters;
    }
}
