package byline.sites;

import byline.http.Json;
import byline.identity.ContentOwners;
import byline.identity.Sites.Site;
import byline.store.StoredEvent;
import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Entry;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes stored rows of site hits: a bot's visit is a retrieval seen at the edge, the rest are events of our own.
public final class Hits {
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Bots bots;
    private final Referrers referrers;
    private final ContentOwners owners;
    private final Journeys journeys;
    private final Clock clock;

    public Hits(Bots bots, Referrers referrers, ContentOwners owners, Journeys journeys, Clock clock) {
        this.bots = bots;
        this.referrers = referrers;
        this.owners = owners;
        this.journeys = journeys;
        this.clock = clock;
    }

    /// Whether the time a hit gives itself is one it may have waited since.
    boolean isTimely(SiteHit hit) {
        Instant now = clock.instant();
        return hit.at() == null
                || (hit.at().isAfter(now.minus(LONGEST_WAIT)) && hit.at().isBefore(now.plus(AHEAD)));
    }

    boolean isReferral(SiteHit hit) {
        return hit.referral(referrers).isPresent();
    }

    StoredEvent stored(Site site, SiteHit hit, Sender sender) {
        Instant now = clock.instant();
        String odd = quarantine(site, hit, sender);
        Attribution attribution = attribution(site, hit, sender, odd != null);
        String host = hit.host() == null ? site.domain() : hit.host().replaceFirst(":[0-9]+$", "");
        return new StoredEvent(
                hit.id() == null ? UUID.randomUUID() : hit.id(),
                type(hit, attribution.referral()),
                hit.at() == null ? now : hit.at(),
                new Stamp(
                        now,
                        site.organizationId().value(),
                        owners.find(host).map(own -> own.owner().value()).orElse(null),
                        null,
                        site.id(),
                        odd),
                new Content("https://" + host + hit.path(), host, hit.path(), null, null, null),
                new Links(
                        null, null, null, null, null, null, null, hit.arrival().token()),
                actor(hit),
                visit(hit, attribution.source()),
                rest(hit),
                new Entry(null, null, null, site.key(), sender.origin().orElse(null), attribution.by()));
    }

    /// Where a visit came from.
    ///
    /// @param by what ties it to an earlier referral, null for none and for a referral itself
    private record Attribution(
            boolean referral,
            @Nullable String source,
            @Nullable String by) {
        static final Attribution NONE = new Attribution(false, null, null);
    }

    /// A referral speaks for itself. A conversion is first asked for what its own page was opened with, then, like a
    /// view, for the referral of its visitor.
    private Attribution attribution(Site site, SiteHit hit, Sender sender, boolean odd) {
        Optional<String> referral = hit.referral(referrers);
        if (referral.isPresent()) {
            if (!odd) {
                journeys.remember(site, sender, referral.get());
            }
            return new Attribution(true, referral.get(), null);
        }
        if (hit.kind() == SiteHit.Kind.CONVERSION) {
            Optional<Source> page = referrers.find(null, hit.arrival().utmSource());
            if (page.isPresent()) {
                return new Attribution(false, page.get().id(), "page");
            }
        }
        if (odd || hit.kind() == SiteHit.Kind.BOT) {
            return Attribution.NONE;
        }
        return journeys.source(site, sender)
                .map(source -> new Attribution(false, source, "visitor"))
                .orElse(Attribution.NONE);
    }

    private static String type(SiteHit hit, boolean referral) {
        return switch (hit.kind()) {
            case BOT -> "content_retrieved";
            case REFERRAL -> "byline.referral";
            case VIEW -> referral ? "byline.referral" : "byline.view";
            case CONVERSION -> "byline.conversion";
        };
    }

    /// Why a hit is kept aside: the site key is public, so anyone can send one.
    private @Nullable String quarantine(Site site, SiteHit hit, Sender sender) {
        Optional<String> origin = sender.origin();
        if (origin.isPresent() && !site.admits(origin.get())) {
            return sender.hidesOrigin() ? "hidden_origin" : "origin";
        }
        if (hit.host() != null && !site.admits(hit.host().replaceFirst(":[0-9]+$", ""))) {
            return "host";
        }
        if (origin.isPresent()
                && hit.kind() != SiteHit.Kind.BOT
                && bots.find(sender.userAgent()).isPresent()) {
            return "bot";
        }
        return null;
    }

    private Actor actor(SiteHit hit) {
        Claim claim = hit.claim();
        Optional<Bot> bot =
                Optional.ofNullable(claim.userAgent()).flatMap(bots::find).filter(known -> !known.equals(Bot.UNNAMED));
        boolean isBot = hit.kind() == SiteHit.Kind.BOT;
        return new Actor(
                isBot ? "edge" : null,
                null,
                null,
                bot.map(Bot::name).orElse(claim.bot()),
                bot.map(Bot::operator).orElse(claim.company()),
                bot.map(known -> known.purpose().id()).orElse(null),
                claim.userAgent(),
                isBot ? "unknown" : null,
                null,
                hit.place().country(),
                hit.place().city(),
                hit.place().asn() == null ? null : hit.place().asn().toString());
    }

    private static Visit visit(SiteHit hit, @Nullable String source) {
        Conversion conversion = hit.conversion();
        return new Visit(
                source,
                hit.arrival().referrerHost().orElse(null),
                conversion == null ? null : conversion.event(),
                conversion == null || conversion.value() == null
                        ? null
                        : conversion.value().doubleValue(),
                conversion == null ? null : conversion.currency());
    }

    /// What the sender said in its own words, where ours may differ.
    private static String rest(SiteHit hit) {
        Map<String, Object> said = new LinkedHashMap<>();
        put(said, "bot", hit.claim().bot());
        put(said, "company", hit.claim().company());
        put(said, "source", hit.claim().source());
        put(said, "utm_source", hit.arrival().utmSource());
        put(said, "width", hit.width() == null ? null : hit.width().name().toLowerCase(java.util.Locale.ROOT));
        return said.isEmpty() ? "{}" : new String(Json.write(Map.of("said", said)), StandardCharsets.UTF_8);
    }

    private static void put(Map<String, Object> said, String name, @Nullable Object value) {
        if (value != null) {
            said.put(name, value);
        }
    }
}
