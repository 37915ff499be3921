package byline.report;

import byline.http.Aliases;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.OrganisationId;
import byline.report.Access.Permitted;
import byline.report.Summary.AgentCount;
import byline.report.Summary.SourceCount;
import byline.report.Summary.StatusCount;
import byline.report.Summary.TypeCount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an organisation reported itself: the same figures as the owners' of everything it told of.
final class AgentRoutes {
    private static final Slice MOST_USED = new Slice(Slice.MAX_LIMIT, 0, null);

    private final Access access;
    private final TelemetryReads reads;
    private final Pages pages;

    AgentRoutes(Access access, TelemetryReads reads, Pages pages) {
        this.access = access;
        this.reads = reads;
        this.pages = pages;
    }

    void register(Routes routes) {
        Aliases.of("/agent/summary").forEach(path -> routes.get(path, this::summary));
        Aliases.of("/agent/events").forEach(path -> routes.get(path, this::events));
        Aliases.of("/agent/timeseries").forEach(path -> routes.get(path, this::series));
        Aliases.of("/agent/stages").forEach(path -> routes.get(path, this::stages));
        Aliases.of("/agent/domains").forEach(path -> routes.get(path, this::domains));
    }

    /// Figures of what an organisation reported; every list most first, then by name.
    ///
    /// @param domains the most used hosts, at most 1,000
    private record AgentSummary(
            OrganisationId organizationId,
            long totalEvents,
            long totalSessions,
            List<TypeCount> eventsByType,
            List<SourceCount> eventsBySource,
            List<StatusCount> eventsByStatus,
            List<AgentCount> agents,
            List<DomainCount> domains,
            @Nullable Instant periodStart,
            @Nullable Instant periodEnd) {}

    private record DomainCount(String domain, long eventCount, long sessionCount) {}

    private Reply summary(Request request) {
        Permitted read = access.asReporter(request);
        SummaryTally tally = reads.summary(read);
        var query = read.query();
        Permitted mostUsed = new Permitted(
                read.view(), new ReportQuery(query.period(), query.filters(), MOST_USED, query.granularity(), null));
        return Answer.of(
                request,
                new AgentSummary(
                        read.view().organisation(),
                        tally.events(),
                        tally.sessions(),
                        tally.byType(),
                        tally.bySource(),
                        tally.byStatus(),
                        tally.byAgent(reads.coverages(read)),
                        reads.places(mostUsed, "host")
                                .page(
                                        MOST_USED,
                                        place -> new DomainCount(
                                                place.name(), place.totalEvents(), place.uniqueSessions()))
                                .items(),
                        query.period().since(),
                        query.period().until()));
    }

    private Reply events(Request request) {
        Permitted read = access.asReporter(request);
        Optional<Export> export = Export.wanted(request);
        return export.isPresent()
                ? export.get().reply(pages, reads.listing(read), EventItem.TABLE)
                : Answer.of(request, reads.events(read));
    }

    private Reply series(Request request) {
        return Answer.of(request, reads.series(access.asReporter(request)));
    }

    private Reply stages(Request request) {
        return Answer.of(request, reads.stages(access.asReporter(request)));
    }

    /// A host as `/agent/domains` lists it.
    private record Domain(
            String domain, long totalEvents, long uniqueSessions, List<TypeCount> eventTypes, String lastSeen) {}

    private Reply domains(Request request) {
        Permitted read = access.asReporter(request);
        return Answer.of(
                request,
                reads.places(read, "host")
                        .page(
                                read.query().slice(),
                                place -> new Domain(
                                        place.name(),
                                        place.totalEvents(),
                                        place.uniqueSessions(),
                                        place.eventTypes(),
                                        place.lastSeen())));
    }
}
