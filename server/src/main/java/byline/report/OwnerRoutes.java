package byline.report;

import byline.http.Aliases;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.ContentOwners;
import byline.identity.Organisations;
import byline.identity.Organisations.Public;
import byline.report.Access.Permitted;
import java.util.List;
import java.util.Optional;

/// What AI did with a content owner's works; for the owner, and for those it lets read.
final class OwnerRoutes {
    private final Access access;
    private final TelemetryReads reads;
    private final Pages pages;
    private final ContentOwners owners;
    private final Organisations organisations;

    OwnerRoutes(Access access, TelemetryReads reads, Pages pages, ContentOwners owners, Organisations organisations) {
        this.access = access;
        this.reads = reads;
        this.pages = pages;
        this.owners = owners;
        this.organisations = organisations;
    }

    void register(Routes routes) {
        Aliases.of("/content-owners/summary").forEach(path -> routes.get(path, this::summary));
        Aliases.of("/content-owners/events").forEach(path -> routes.get(path, this::events));
        Aliases.of("/content-owners/urls").forEach(path -> routes.get(path, this::urls));
        Aliases.of("/content-owners/timeseries").forEach(path -> routes.get(path, this::series));
        Aliases.of("/content-owners/stages").forEach(path -> routes.get(path, this::stages));
        Aliases.of("/content-owners/reconciliation").forEach(path -> routes.get(path, this::reconciliation));
    }

    private Reply summary(Request request) {
        Permitted read = access.asOwner(request);
        SummaryTally tally = reads.summary(read);
        var owner = read.view().organisation();
        return Answer.of(
                request,
                new Summary(
                        owner,
                        owner,
                        organisations.find(owner).map(Public::name).orElse(""),
                        read.view().listCovered(owners.domains(owner)),
                        tally.events(),
                        tally.sessions(),
                        tally.byType(),
                        tally.bySource(),
                        tally.byStatus(),
                        tally.byAgent(reads.coverages(read)),
                        read.query().period().since(),
                        read.query().period().until()));
    }

    private Reply events(Request request) {
        Permitted read = access.asOwner(request);
        Optional<Export> export = Export.wanted(request);
        return export.isPresent()
                ? export.get().reply(pages, reads.listing(read), EventItem.TABLE)
                : Answer.of(request, reads.events(read));
    }

    /// An address as `/content-owners/urls` lists it.
    private record Url(
            String contentUrl,
            long totalEvents,
            long uniqueSessions,
            List<Summary.TypeCount> eventTypes,
            String lastSeen) {
        static Url of(Places.Place place) {
            return new Url(
                    place.name(), place.totalEvents(), place.uniqueSessions(), place.eventTypes(), place.lastSeen());
        }
    }

    private Reply urls(Request request) {
        Permitted read = access.asOwner(request);
        return Answer.of(request, reads.places(read, "url").page(read.query().slice(), Url::of));
    }

    private Reply series(Request request) {
        return Answer.of(request, reads.series(access.asOwner(request)));
    }

    private Reply stages(Request request) {
        return Answer.of(request, reads.stages(access.asOwner(request)));
    }

    private Reply reconciliation(Request request) {
        return Answer.of(request, reads.reconciliation(access.asOwner(request)));
    }
}
