package byline.report;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Sites;
import byline.identity.Sites.Site;
import byline.keys.ApiKey;
import byline.keys.Plan;
import byline.keys.Plans;
import byline.report.SiteReports.Wanted;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What AI does on the sites of an organisation. Another's site answers like one that does not exist.
final class SiteReportRoutes {
    private static final List<String> REPORTS = List.of("stats", "events", "timeseries");

    private final Quota quota;
    private final Plans plans;
    private final Sites sites;
    private final SiteReports reports;

    SiteReportRoutes(Quota quota, Plans plans, Sites sites, SiteReports reports) {
        this.quota = quota;
        this.plans = plans;
        this.sites = sites;
        this.reports = reports;
    }

    void register(Routes routes) {
        routes.watch("/api/v1/sites", quota::watch).get("/api/v1/sites", quota.guard(this::list));
        for (String report : REPORTS) {
            routes.get("/api/v1/sites/" + report, quota.guard(SiteReportRoutes::refuseNoSite));
            routes.get("/api/v1/sites//" + report, quota.guard(SiteReportRoutes::refuseNoSite));
        }
        routes.get("/api/v1/sites/{site}/stats", quota.guard(this::stats))
                .get("/api/v1/sites/{site}/events", quota.guard(this::events))
                .get("/api/v1/sites/{site}/timeseries", quota.guard(this::series))
                .get("/api/v1/sites/*", quota.guard(SiteReportRoutes::refusePath));
    }

    /// A site as its organisation's keys see it.
    ///
    /// @param lastEventAt absent when nothing happened for a quarter
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Listed(
            String id,
            String domain,
            String key,
            long eventsThisMonth,
            Instant createdAt,
            @Nullable Instant lastEventAt) {
        static Listed of(Site site, SiteReports.Recent recent) {
            return new Listed(
                    site.id(), site.domain(), site.key(), recent.events(), site.createdAt(), recent.lastEventAt());
        }
    }

    private Reply list(Request request, ApiKey key) {
        List<Site> own = sites.list(key.organisation()).stream()
                .filter(site -> isBound(key, site))
                .toList();
        Map<String, SiteReports.Recent> recent = reports.recent(own);
        List<Listed> listed = own.stream()
                .map(site -> Listed.of(site, recent.getOrDefault(site.id(), SiteReports.Recent.NONE)))
                .toList();
        return Answer.of(request, Map.of("sites", listed));
    }

    private Reply stats(Request request, ApiKey key) {
        Site site = site(request, key);
        return Answer.of(request, reports.stats(site, period(request, site), Classification.of(request)));
    }

    private record Events(List<SiteEvent> events, @Nullable String nextCursor) {}

    private Reply events(Request request, ApiKey key) {
        Site site = site(request, key);
        String question = String.join(
                "\n",
                request.query("start").orElse(""),
                request.query("end").orElse(""),
                request.query("type").orElse(""),
                request.query("classification").orElse(""));
        Wanted wanted = new Wanted(SiteEventType.of(request), Classification.of(request));
        Optional<Export> export = Export.wanted(request);
        if (export.isPresent()) {
            return reports.export(site, period(request, site), wanted, export.get());
        }
        Pages.Page<SiteEvent> page = reports.events(site, period(request, site), wanted, Slice.of(request), question);
        return Answer.of(request, new Events(page.items(), page.nextCursor()));
    }

    private Reply series(Request request, ApiKey key) {
        Site site = site(request, key);
        Granularity granularity = Granularity.of(request);
        Plan plan = plans.of(key.organisation());
        if (granularity == Granularity.HOUR && !plan.hourlyTimeSeries()) {
            throw Plans.refusal(plan, "time series by the day alone");
        }
        return Answer.of(request, reports.series(site, period(request, site), granularity));
    }

    private SitePeriod period(Request request, Site site) {
        return SitePeriod.of(request, site.timeZone(), reports.now());
    }

    private Site site(Request request, ApiKey key) {
        return sites.find(key.organisation(), request.path("site"))
                .filter(site -> isBound(key, site))
                .orElseThrow(() ->
                        new Refusal(Code.SITE_NOT_FOUND, "This site does not exist or is not your organisation's"));
    }

    private static boolean isBound(ApiKey key, Site site) {
        Set<String> domains = key.domains();
        return domains == null
                || domains.stream()
                        .anyMatch(domain ->
                                site.domain().equals(domain) || site.domain().endsWith("." + domain));
    }

    private static Reply refuseNoSite(Request request, ApiKey key) {
        throw new Refusal(Code.MISSING_SITE_ID, "Say which site: /api/v1/sites/{site_id}/stats");
    }

    private static Reply refusePath(Request request, ApiKey key) {
        throw new Refusal(Code.NOT_FOUND, "Nothing is served at this path; /docs lists every route");
    }
}
