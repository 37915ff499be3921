package byline.report;

import byline.report.Access.Permitted;
import byline.report.Citations.Reported;
import byline.report.Pages.Listing;
import byline.report.Pages.Shape;
import byline.store.Events.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reports over telemetry, the same for the owner of the content and for who reported it.
final class TelemetryReads {
    private final Reports reports;
    private final Pages pages;
    private final Citations citations;

    TelemetryReads(Reports reports, Pages pages) {
        this.reports = reports;
        this.pages = pages;
        this.citations = new Citations(reports);
    }

    /// Events as `/content-owners/events` lists them.
    record EventPage(
            List<EventItem> items,
            long total,
            int limit,
            int offset,
            @Nullable String nextCursor) {}

    /// How many events there are on all pages.
    private static final class Total implements Sum {
        private long events;

        @Override
        public void add(Row row) {
            events = row.number("total");
        }
    }

    SummaryTally summary(Permitted read) {
        return reports.sum("summary", parameters(read), SummaryTally.class, SummaryTally::new);
    }

    EventPage events(Permitted read) {
        Pages.Page<EventItem> page = pages.read(listing(read), read.query().slice());
        long total = reports.sum("events_total", parameters(read), Total.class, Total::new).events;
        return new EventPage(page.items(), total, read.query().slice().limit(), page.offset(), page.nextCursor());
    }

    /// Every event, for an export.
    Listing<Reported, EventItem> listing(Permitted read) {
        String question = String.join(
                "\n",
                read.view().toString(),
                read.query().period().toString(),
                read.query().filters().toString());
        Map<String, @Nullable Object> parameters = parameters(read);
        return new Listing<>(
                "events", parameters, question, new Shape<>(Reported::of, page -> citations.flagged(parameters, page)));
    }

    /// @param place `url` or `host`
    Places places(Permitted read, String place) {
        Map<String, @Nullable Object> parameters = parameters(read);
        parameters.put("place", place);
        parameters.put("limit", read.query().slice().limit());
        parameters.put("offset", read.query().slice().offset());
        return reports.sum("places", parameters, Places.class, Places::new);
    }

    StageSeries series(Permitted read) {
        Map<String, @Nullable Object> parameters = parameters(read);
        parameters.put("step", read.query().granularity().text());
        return reports.sum(
                        "timeseries",
                        parameters,
                        StageSeries.Tally.class,
                        () -> new StageSeries.Tally(read.query().granularity()))
                .series();
    }

    Stages stages(Permitted read) {
        return reports.sum("stages", parameters(read), Stages.Tally.class, Stages.Tally::new)
                .stages(read.query().period());
    }

    Coverages coverages(Permitted read) {
        return reports.sum("coverage", parameters(read), Coverages.class, Coverages::new);
    }

    Reconciliation reconciliation(Permitted read) {
        Coverages coverages = coverages(read);
        return new Reconciliation(
                read.query().period().since(),
                read.query().period().until(),
                reports
                        .sum(
                                "reconciliation",
                                parameters(read),
                                Reconciliation.Agents.class,
                                Reconciliation.Agents::new)
                        .list()
                        .stream()
                        .map(agent -> agent.with(coverages.of(agent.identity())))
                        .toList(),
                Reconciliation.NOTE,
                Coverages.NOTE);
    }

    private static Map<String, @Nullable Object> parameters(Permitted read) {
        return new HashMap<>(
                read.view().parameters(read.query().period(), read.query().filters()));
    }
}
