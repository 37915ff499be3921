package byline.sites;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Sites;
import byline.identity.Sites.Site;
import byline.store.Events;
import byline.store.StoredEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `POST /api/t`: hits of scripts and workers, under a public site key. Any page may call it; what it says is checked.
public final class HitRoutes {
    private static final int MAX_BYTES = 256 * 1024;
    private static final String UNKNOWN_SITE = "No site has this key; copy the snippet again from Sites";

    private final Sites sites;
    private final Hits hits;
    private final Events events;

    public HitRoutes(Sites sites, Hits hits, Events events) {
        this.sites = sites;
        this.hits = hits;
        this.events = events;
    }

    public void register(Routes routes) {
        routes.post("/api/t", this::take).options("/api/t", request -> open(Reply.noContent()));
    }

    /// @param accepted stored and counted
    /// @param quarantined stored and not counted, until the site's people decide
    /// @param rejected not stored, and why
    private record Receipt(int accepted, int duplicates, int quarantined, List<RefusedHit> rejected) {}

    private Reply take(Request request) {
        try {
            return open(answer(request, SiteHits.parse(request.body(MAX_BYTES, "application/json", "text/plain"))));
        } catch (Refusal refusal) {
            throw refusal.header("Access-Control-Allow-Origin", "*");
        }
    }

    private Reply answer(Request request, SiteHits body) {
        return switch (body) {
            case SiteHits.NotJson(String reason) -> throw new Refusal(Code.INVALID_JSON, reason);
            case SiteHits.TooMany(int limit) ->
                throw new Refusal(Code.INVALID_PARAMETER, "At most " + limit + " hits are taken at a time");
            case SiteHits.Read(List<SiteHit> read, List<RefusedHit> refused) -> store(request, read, refused);
        };
    }

    private Reply store(Request request, List<SiteHit> read, List<RefusedHit> unreadable) {
        List<RefusedHit> rejected = new ArrayList<>(unreadable);
        List<StoredEvent> rows = new ArrayList<>(read.size());
        Optional<String> origin = origin(request);
        Set<Integer> unread = unreadable.stream().map(RefusedHit::index).collect(Collectors.toSet());
        boolean unknownSite = false;
        int index = -1;
        for (SiteHit hit : read) {
            do {
                index++;
            } while (unread.contains(index));
            Optional<Site> site = sites.findByKey(hit.siteKey());
            if (site.isEmpty()) {
                unknownSite = true;
                rejected.add(new RefusedHit(index, "k", UNKNOWN_SITE));
            } else if (!hits.isTimely(hit)) {
                rejected.add(new RefusedHit(index, "at", "It must lie within the last day"));
            } else if (hit.kind() == SiteHit.Kind.VIEW && !site.get().recordsViews() && !hits.isReferral(hit)) {
                rejected.add(new RefusedHit(index, "t", "Page views are switched off for this site"));
            } else {
                rows.add(hits.stored(
                        site.get(), hit, origin, request.header("User-Agent").orElse("")));
            }
        }
        if (rows.isEmpty() && !rejected.isEmpty()) {
            throw new Refusal(
                            unknownSite ? Code.UNKNOWN_SITE_KEY : Code.INVALID_PARAMETER,
                            unknownSite ? UNKNOWN_SITE : rejected.getFirst().reason())
                    .with("rejected", rejected);
        }
        return Reply.json(202, receipt(rows, events.append(rows), rejected));
    }

    private static Receipt receipt(List<StoredEvent> rows, Events.Receipt stored, List<RefusedHit> rejected) {
        int accepted = 0;
        int quarantined = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (stored.stored().get(i)) {
                if (rows.get(i).stamp().quarantine() == null) {
                    accepted++;
                } else {
                    quarantined++;
                }
            }
        }
        return new Receipt(accepted, stored.duplicates(), quarantined, rejected);
    }

    /// The host of the page that sent it; empty for a worker. An opaque origin is no host of anybody's.
    private static Optional<String> origin(Request request) {
        return request.header("Origin").map(origin -> {
            try {
                return Optional.ofNullable(URI.create(origin).getHost()).orElse("null");
            } catch (IllegalArgumentException malformed) {
                return "null";
            }
        });
    }

    private static Reply open(Reply reply) {
        Map.of(
                        "Access-Control-Allow-Origin", "*",
                        "Access-Control-Allow-Methods", "POST",
                        "Access-Control-Allow-Headers", "Content-Type",
                        "Access-Control-Max-Age", "86400")
                .forEach(reply::header);
        return reply;
    }
}
