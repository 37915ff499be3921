package byline.report;

import byline.http.Reply;
import byline.identity.Sites.Site;
import byline.report.Pages.Listing;
import byline.report.Pages.Shape;
import byline.store.Events.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reports over one site's events; what is in quarantine counts nowhere.
final class SiteReports {
    private static final int LOOKS_BACK_MONTHS = 3;

    private final Reports reports;
    private final Pages pages;
    private final Naming naming;
    private final Clock clock;

    SiteReports(Reports reports, Pages pages, Naming naming, Clock clock) {
        this.reports = reports;
        this.pages = pages;
        this.naming = naming;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /// @param lastEventAt null when nothing came for a quarter
    record Recent(long events, @Nullable Instant lastEventAt) {
        static final Recent NONE = new Recent(0, null);
    }

    private record Counts(Map<String, Recent> bySite) implements Sum {
        Counts() {
            this(new HashMap<>());
        }

        @Override
        public void add(Row row) {
            bySite.put(
                    Objects.requireNonNull(row.text("site")),
                    new Recent(row.number("count"), row.instant("last_event_at")));
        }
    }

    /// Events of each site in the calendar month (UTC) so far, and its last one; a site without any is not in it.
    Map<String, Recent> recent(List<Site> sites) {
        if (sites.isEmpty()) {
            return Map.of();
        }
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("sites", sites.stream().map(Site::id).toList());
        parameters.put("month", month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        parameters.put(
                "from",
                month.minusMonths(LOOKS_BACK_MONTHS).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        parameters.put("to", month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        return reports.sum("site_month", parameters, Counts.class, Counts::new).bySite();
    }

    SiteStats stats(Site site, SitePeriod period, Classification classification) {
        Map<String, @Nullable Object> parameters = parameters(site, period);
        return reports.sum("site_stats", parameters, SiteStats.Breakdowns.class, SiteStats.Breakdowns::new)
                .stats(
                        period,
                        bots(parameters, classification),
                        reports.sum("site_attributed", parameters, Attributed.Tally.class, Attributed.Tally::new),
                        reports.sum("site_intake", parameters, SiteIntake.Tally.class, SiteIntake.Tally::new));
    }

    private SiteStats.BotVisits bots(Map<String, @Nullable Object> parameters, Classification classification) {
        return switch (classification) {
            case THEN ->
                reports.sum("site_bots", parameters, SiteStats.BotRows.class, SiteStats.BotRows::new)
                        .visits();
            case NOW ->
                reports.sum("site_agents", parameters, AgentNames.class, () -> new AgentNames(naming))
                        .visits();
        };
    }

    /// @param question the parameters as they were sent, so that a cursor outlives a change of the day
    Pages.Page<SiteEvent> events(Site site, SitePeriod period, Wanted wanted, Slice slice, String question) {
        return pages.read(listing(site, period, wanted, question), slice);
    }

    /// Every event of the period, in a form that is not read by the page.
    Reply export(Site site, SitePeriod period, Wanted wanted, Export form) {
        return form.reply(pages, listing(site, period, wanted, ""), SiteEvent.TABLE);
    }

    /// Which events, and by which list of bots.
    ///
    /// @param type null for every type
    record Wanted(@Nullable SiteEventType type, Classification classification) {}

    private Listing<?, SiteEvent> listing(Site site, SitePeriod period, Wanted wanted, String question) {
        Map<String, @Nullable Object> parameters = parameters(site, period);
        parameters.put("type", wanted.type() == null ? null : wanted.type().stored());
        Function<Row, SiteEvent> shape =
                wanted.classification() == Classification.THEN ? SiteEvent::of : this::namedToday;
        return new Listing<>("site_events", parameters, site.id() + "\n" + question, Shape.of(shape));
    }

    private SiteEvent namedToday(Row row) {
        SiteEvent then = SiteEvent.of(row);
        String userAgent = then.userAgent();
        return userAgent == null || !then.type().equals(SiteEventType.BOT.text())
                ? then
                : naming.find(userAgent).map(then::named).orElse(then);
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
