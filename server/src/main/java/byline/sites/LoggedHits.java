package byline.sites;

import byline.identity.ContentOwners;
import byline.identity.Sites.Site;
import byline.sites.LoggedRequest.Observer;
import byline.store.StoredEvent;
import byline.store.StoredEvent.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Makes of logged requests what `/api/t` makes of the same facts, and adds what a log knows better: the status, who
/// saw it, and when.
public final class LoggedHits {
    /// Before this there was no AI to read anything.
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Sender SERVER_LOG = new Sender(Optional.empty(), "", "", "", true, Optional.empty());
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Hits hits;
    private final Bots bots;
    private final ContentOwners owners;
    private final Clock clock;

    public LoggedHits(Hits hits, Bots bots, ContentOwners owners, Clock clock) {
        this.hits = hits;
        this.bots = bots;
        this.owners = owners;
        this.clock = clock;
    }

    /// What one request is.
    sealed interface Hit {}

    record Row(StoredEvent row) implements Hit {}

    /// Neither a bot's visit nor a referral: most of a log.
    record Neither() implements Hit {}

    record Refused(String field, String reason) implements Hit {}

    Hit of(Site site, LoggedRequest request, Observer observer) {
        if (request.at().isBefore(FIRST) || request.at().isAfter(clock.instant().plus(AHEAD))) {
            return new Refused("at", "It lies in the future, or before the year 2000");
        }
        String host = Optional.ofNullable(request.host()).orElse(site.domain());
        if (!site.admits(host)) return new Refused("d", "This host is not the site's");
        if (isAnothers(site, host)) return new Refused("d", "This host is another organisation's verified domain");
        if (request.userAgent() != null && bots.find(request.userAgent()).isPresent()) {
            StoredEvent visit = hits.stored(site, request.visit(), SERVER_LOG);
            return new Row(row(visit, observed(visit.actor(), request, observer)));
        }
        SiteHit referral = request.referral();
        return hits.isReferral(referral) ? new Row(hits.stored(site, referral, SERVER_LOG)) : new Neither();
    }

    /// The past of a domain is its owner's to tell.
    private boolean isAnothers(Site site, String host) {
        return owners.find(host)
                .filter(own -> !own.owner().equals(site.organizationId()))
                .isPresent();
    }

    private static Actor observed(Actor actor, LoggedRequest request, Observer observer) {
        return new Actor(
                observer.name().toLowerCase(Locale.ROOT),
                actor.platformId(),
                actor.agentId(),
                actor.botName(),
                actor.botCompany(),
                actor.purpose(),
                actor.userAgent(),
                actor.verified(),
                request.status(),
                actor.country(),
                actor.city(),
                actor.asn());
    }

    /// It came in under no site key, so that it counts under none.
    private static StoredEvent row(StoredEvent hit, Actor actor) {
        return new StoredEvent(
                hit.id(),
                hit.type(),
                hit.timestamp(),
                hit.stamp(),
                hit.content(),
                hit.links(),
                actor,
                hit.visit(),
                hit.rest(),
                StoredEvent.Entry.NONE);
    }
}
