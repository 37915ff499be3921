package byline.sites;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Sites;
import byline.keys.Authentication;
import byline.store.Events;
import byline.store.StoredEvent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `POST /api/t`: hits of scripts and workers, under a public site key. Any page may call it; what it says is checked.
public final class HitRoutes {
    private static final int MAX_BYTES = 256 * 1024;

    private final Sites sites;
    private final Hits hits;
    private final HitLimits limits;
    private final Events events;
    private final RefusedCounts refusedCounts;
    private final Authentication authentication;
    private final BotChecks checks;
    private final Clock clock;
    private final HitCounts counts = new HitCounts();

    /// What hits are judged by.
    ///
    /// @param authentication of those senders who show a key
    public record Judges(Hits hits, HitLimits limits, BotChecks checks, Authentication authentication) {}

    public HitRoutes(Sites sites, Judges judges, Events events, Clock clock) {
        this.sites = sites;
        this.hits = judges.hits();
        this.limits = judges.limits();
        this.checks = judges.checks();
        this.authentication = judges.authentication();
        this.events = events;
        this.refusedCounts = new RefusedCounts(events, clock);
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.post("/api/t", this::take).options("/api/t", request -> open(Reply.noContent()));
    }

    /// What became of the hits sent so far.
    public HitCounts counts() {
        return counts;
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
            case SiteHits.Read read -> store(request, read);
        };
    }

    private Reply store(Request request, SiteHits.Read body) {
        Inspection inspection = new Inspection(sites, hits, limits, checks, Sender.of(request, authentication));
        inspection.sort(body);
        long received = (long) inspection.rows().size() + inspection.rejected().size();
        counts.received(received);
        try {
            Receipt receipt = store(inspection);
            counts.rejected(receipt.rejected().size());
            counts.taken(receipt.accepted(), receipt.duplicates(), receipt.quarantined());
            return Reply.json(202, receipt);
        } catch (RuntimeException refused) {
            counts.rejected(received);
            throw refused;
        }
    }

    private Receipt store(Inspection inspection) {
        List<StoredEvent> rows = inspection.rows();
        if (rows.isEmpty() && !inspection.rejected().isEmpty()) {
            if (!inspection.refused().isEmpty()) {
                refusedCounts.add(inspection.refused());
            }
            throw inspection.refusal();
        }
        Events.Receipt stored = append(inspection, rows);
        inspection.follow(stored);
        return receipt(rows, stored, inspection.rejected());
    }

    private Events.Receipt append(Inspection inspection, List<StoredEvent> rows) {
        List<Boolean> news = List.of();
        try {
            Events.Receipt stored = events.append(rows, receipt -> {
                Map<IntakeNote, Integer> notes = new LinkedHashMap<>(IntakeNote.duplicates(rows, receipt));
                notes.putAll(inspection.refused());
                return IntakeNote.events(notes, clock.instant());
            });
            news = stored.stored();
            return stored;
        } finally {
            inspection.settle(news);
        }
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
