package byline.sites;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Sites;
import byline.identity.Sites.Site;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.MonthlyEvents;
import byline.keys.Scope;
import byline.sites.LoggedRequest.Observer;
import byline.store.Events;
import byline.store.StoredEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `POST /api/v1/sites/{siteId}/requests`: what a site's own logs say, however long ago it was. Asks for a key of the
/// site's organisation, for nobody else may write its past.
public final class LoggedRequestRoutes {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final String INVALID = "invalid";
    private static final String UNTIMELY = "untimely";

    private final Authentication authentication;
    private final Sites sites;
    private final LoggedHits hits;
    private final Events events;
    private final MonthlyEvents months;
    private final Clock clock;

    public LoggedRequestRoutes(
            Authentication authentication,
            Sites sites,
            LoggedHits hits,
            Events events,
            MonthlyEvents months,
            Clock clock) {
        this.authentication = authentication;
        this.sites = sites;
        this.hits = hits;
        this.events = events;
        this.months = months;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.post("/api/v1/sites/{site}/requests", this::take);
    }

    /// @param accepted stored: bots' visits and referrals
    /// @param skipped neither a bot's visit nor a referral
    /// @param rejected not stored, and why
    private record Receipt(int accepted, int duplicates, int skipped, List<RefusedHit> rejected) {}

    private Reply take(Request request) {
        Site site = site(
                request, authentication.require(request, Scope.TELEMETRY_WRITE).key());
        Observer observer = observer(request);
        LoggedRequests body = body(request);
        List<RefusedHit> rejected = new ArrayList<>(body.refusals());
        List<StoredEvent> rows = new ArrayList<>(body.read().size());
        int skipped = 0;
        for (LoggedRequests.Item item : body.read()) {
            switch (hits.of(site, item.request(), observer)) {
                case LoggedHits.Row(StoredEvent row) -> rows.add(row);
                case LoggedHits.Neither _ -> skipped++;
                case LoggedHits.Refused(String field, String reason) ->
                    rejected.add(new RefusedHit(item.index(), field, reason));
            }
        }
        int duplicates = store(site, rows, rejected);
        return Reply.json(202, new Receipt(rows.size() - duplicates, duplicates, skipped, rejected));
    }

    /// What is refused is counted with what is stored, as it is for `/api/t`. Past the events of the month nothing is
    /// stored.
    private int store(Site site, List<StoredEvent> rows, List<RefusedHit> rejected) {
        if (rows.isEmpty() && rejected.isEmpty()) return 0;
        MonthlyEvents.Room room = months.take(site.organizationId(), rows.size());
        int fresh = 0;
        try {
            int duplicates = append(site, rows, rejected);
            fresh = rows.size() - duplicates;
            return duplicates;
        } finally {
            room.settle(fresh);
        }
    }

    private int append(Site site, List<StoredEvent> rows, List<RefusedHit> rejected) {
        Events.Receipt stored = events.append(rows, receipt -> {
            Map<IntakeNote, Integer> notes = new LinkedHashMap<>(IntakeNote.duplicates(rows, receipt));
            for (RefusedHit refused : rejected) {
                String reason = refused.field().equals("at") ? UNTIMELY : INVALID;
                notes.merge(new IntakeNote(site.id(), site.organizationId().value(), null, reason), 1, Integer::sum);
            }
            return IntakeNote.events(notes, clock.instant());
        });
        return stored.duplicates();
    }

    private static LoggedRequests body(Request request) {
        try {
            return LoggedRequests.parse(request.body(MAX_BYTES, "application/json"));
        } catch (LoggedRequests.Unreadable unreadable) {
            throw new Refusal(
                    unreadable.isJson() ? Code.INVALID_PARAMETER : Code.INVALID_JSON,
                    String.valueOf(unreadable.getMessage()));
        }
    }

    private static Observer observer(Request request) {
        String role = request.query("source_role").orElse("origin");
        for (Observer observer : Observer.values()) {
            if (observer.name().toLowerCase(Locale.ROOT).equals(role)) return observer;
        }
        throw new Refusal(Code.INVALID_PARAMETER, "source_role must be origin or edge");
    }

    /// Another's site answers as one that does not exist.
    private Site site(Request request, ApiKey key) {
        Optional<Site> own = sites.find(key.organisation(), request.path("site"));
        return own.filter(site -> isBound(key, site))
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
}
