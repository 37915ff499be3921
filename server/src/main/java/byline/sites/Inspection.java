package byline.sites;

import byline.http.Code;
import byline.http.Refusal;
import byline.identity.Sites;
import byline.identity.Sites.Site;
import byline.keys.MonthlyEvents;
import byline.keys.RateLimits.Allowance;
import byline.store.Events;
import byline.store.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The hits of one request, sorted into what is stored and what is refused, and the latter counted by site, key and
/// reason.
final class Inspection {
    private static final String UNKNOWN_SITE = "No site has this key; copy the snippet again from Sites";

    /// Why a hit of a known site is not stored; the words are what counts are kept under.
    private enum Reason {
        INVALID,
        UNTIMELY,
        VIEWS_OFF,
        RATE_LIMITED,
        BEYOND_PLAN
    }

    private final Sites sites;
    private final Hits hits;
    private final HitLimits limits;
    private final BotChecks checks;
    private final Sender sender;
    private final List<StoredEvent> rows = new ArrayList<>();
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<MonthlyEvents.Room> rooms = new ArrayList<>();
    private final List<RefusedHit> rejected = new ArrayList<>();
    private final Map<IntakeNote, Integer> refused = new LinkedHashMap<>();
    private final Map<String, Optional<Allowance>> exceeded = new HashMap<>();
    private boolean unknownSite;
    private @Nullable Allowance past;
    private @Nullable Refusal beyondPlan;

    Inspection(Sites sites, Hits hits, HitLimits limits, BotChecks checks, Sender sender) {
        this.sites = sites;
        this.hits = hits;
        this.limits = limits;
        this.checks = checks;
        this.sender = sender;
    }

    void sort(SiteHits.Read body) {
        countBySite(body);
        Set<Integer> unread = body.refusals().stream().map(RefusedHit::index).collect(Collectors.toSet());
        body.refusals().forEach(this::refuseUnread);
        int index = 0;
        for (SiteHit hit : body.hits()) {
            while (unread.contains(index)) {
                index++;
            }
            sort(index++, hit);
        }
    }

    /// All hits of a site in one request are within its limit or past it together, so a sender can send them again.
    private void countBySite(SiteHits.Read body) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        body.hits().forEach(hit -> counts.merge(hit.siteKey(), 1, Integer::sum));
        body.refusals().stream()
                .filter(hit -> hit.siteKey() != null)
                .forEach(hit -> counts.merge(String.valueOf(hit.siteKey()), 1, Integer::sum));
        counts.forEach((key, count) ->
                sites.findByKey(key).ifPresent(site -> exceeded.put(key, limits.exceeded(site, sender, count))));
    }

    private void refuseUnread(RefusedHit hit) {
        Optional<Site> site = Optional.ofNullable(hit.siteKey()).flatMap(sites::findByKey);
        rejected.add(hit);
        site.ifPresent(known -> count(known, known.key(), Reason.INVALID));
    }

    private void sort(int index, SiteHit hit) {
        Optional<Site> site = sites.findByKey(hit.siteKey());
        if (site.isEmpty()) {
            unknownSite = true;
            rejected.add(new RefusedHit(index, "k", UNKNOWN_SITE));
            return;
        }
        Optional<Allowance> over = exceeded.getOrDefault(hit.siteKey(), Optional.empty());
        if (over.isPresent()) {
            past = over.get();
            refuse(site.get(), new RefusedHit(index, "k", "Too many hits this minute; try again"), Reason.RATE_LIMITED);
        } else if (!hits.isTimely(hit)) {
            refuse(site.get(), new RefusedHit(index, "at", "It must lie within the last day"), Reason.UNTIMELY);
        } else if (hit.kind() == SiteHit.Kind.VIEW && !site.get().recordsViews() && !hits.isReferral(hit)) {
            refuse(
                    site.get(),
                    new RefusedHit(index, "t", "Page views are switched off for this site"),
                    Reason.VIEWS_OFF);
        } else {
            take(index, site.get(), hit);
        }
    }

    private void take(int index, Site site, SiteHit hit) {
        try {
            MonthlyEvents.Room room = limits.room(site);
            Visitor visitor = Visitor.of(site, hit, sender);
            rows.add(checks.judged(hits.stored(site, hit, sender), visitor));
            visitors.add(visitor);
            rooms.add(room);
        } catch (Refusal noRoom) {
            beyondPlan = noRoom;
            refuse(site, new RefusedHit(index, "k", String.valueOf(noRoom.getMessage())), Reason.BEYOND_PLAN);
        }
    }

    /// Gives back the room of what was not new; of everything when nothing was stored.
    void settle(List<Boolean> stored) {
        for (int i = 0; i < rooms.size(); i++) {
            rooms.get(i).settle(i < stored.size() && stored.get(i) ? 1 : 0);
        }
    }

    private void refuse(Site site, RefusedHit hit, Reason reason) {
        rejected.add(hit);
        count(site, site.key(), reason);
    }

    private void count(Site site, String key, Reason reason) {
        String outcome = reason.name().toLowerCase(Locale.ROOT);
        refused.merge(new IntakeNote(site.id(), site.organizationId().value(), key, outcome), 1, Integer::sum);
    }

    List<StoredEvent> rows() {
        return rows;
    }

    /// Looks later at the visitors of what was new and is still without a verdict.
    void follow(Events.Receipt receipt) {
        for (int i = 0; i < rows.size(); i++) {
            if (receipt.stored().get(i)) {
                checks.follow(rows.get(i), visitors.get(i));
            }
        }
    }

    List<RefusedHit> rejected() {
        return rejected;
    }

    Map<IntakeNote, Integer> refused() {
        return refused;
    }

    /// What the sender is told when nothing was taken.
    Refusal refusal() {
        if (past != null) {
            return limits.refusal(past).with("rejected", rejected);
        }
        if (beyondPlan != null) {
            return beyondPlan.with("rejected", rejected);
        }
        return new Refusal(
                        unknownSite ? Code.UNKNOWN_SITE_KEY : Code.INVALID_PARAMETER,
                        unknownSite ? UNKNOWN_SITE : rejected.getFirst().reason())
                .with("rejected", rejected);
    }
}
