package byline.telemetry;

import byline.http.Json;
import byline.keys.OrganisationId;
import byline.store.StoredEvent;
import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Entry;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import byline.wire.ContentUrls;
import byline.wire.Envelope;
import byline.wire.Event;
import byline.wire.EventData;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes stored rows of wire events: whose content it is, who reported it, when it came.
final class Stamps {
    static final String STARTED = "byline.session_started";
    static final String COVERAGE = "byline.coverage_declared";
    static final String ENDED = "byline.session_ended";

    private final Attribution attribution;
    private final Clock clock;

    Stamps(Attribution attribution, Clock clock) {
        this.attribution = attribution;
        this.clock = clock;
    }

    /// The row of one event.
    StoredEvent stored(Origin origin, Event event, UUID id) {
        String host = Attribution.host(event);
        Attribution.Claim claim = attribution.of(host, event.contentId());
        return new StoredEvent(
                id,
                event.type(),
                event.timestamp(),
                new Stamp(clock.instant(), origin.reporter().value(), claim.owner(), claim.conflict(), null, null),
                content(event, host),
                links(origin.envelope(), event),
                actor(origin, event),
                Visit.NONE,
                event.rest().toString(),
                new Entry(origin.signedBy(), normalised(event), origin.envelopeRest()).withManifest(origin.manifest()));
    }

    /// A click token that was made for a presentation.
    StoredEvent token(OrganisationId reporter, ClickToken token) {
        Content content = new Content(
                token.contentUrl(),
                ContentUrls.findHost(token.contentUrl()).orElse(null),
                path(token.contentUrl()),
                null,
                null,
                null);
        return new StoredEvent(
                DerivedIds.of(reporter, token.session(), token.text()),
                ClickToken.TYPE,
                token.mintedAt(),
                new Stamp(clock.instant(), reporter.value(), null, null, null, null),
                content,
                new Links(token.session(), null, null, null, null, token.presentation(), null, token.text()),
                Actor.NONE,
                Visit.NONE,
                "{}");
    }

    /// The start of a session, with what its reporter said of it.
    StoredEvent start(Message message, UUID session, SessionOpening opening) {
        return moment(message, session, STARTED, opening.agent(), opening.rest());
    }

    StoredEvent end(Message message, UUID session, SessionEnd end) {
        return moment(message, session, ENDED, Sessions.Agent.UNKNOWN, end.rest());
    }

    /// A moment of a session itself, which belongs to no content.
    private StoredEvent moment(Message message, UUID session, String type, Sessions.Agent agent, String rest) {
        return new StoredEvent(
                DerivedIds.of(message.reporter(), session, type),
                type,
                clock.instant(),
                new Stamp(clock.instant(), message.reporter().value(), null, null, null, null),
                Content.NONE,
                new Links(session, null, null, null, null, null, null, null),
                new Actor(
                        null,
                        agent.platformId(),
                        agent.agentId(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                Visit.NONE,
                rest,
                new Entry(message.signedBy(), null, null));
    }

    /// What a manifest declares, found when a reporter's events referred to it.
    StoredEvent coverage(String reporter, String manifest, String coverage) {
        return new StoredEvent(
                UUID.randomUUID(),
                COVERAGE,
                clock.instant(),
                new Stamp(clock.instant(), reporter, null, null, null, null),
                Content.NONE,
                Links.NONE,
                Actor.NONE,
                Visit.NONE,
                coverage,
                Entry.NONE.withManifest(manifest));
    }

    private static @Nullable String normalised(Event event) {
        return event.normalised().isEmpty() ? null : new String(Json.write(event.normalised()), StandardCharsets.UTF_8);
    }

    private static Content content(Event event, @Nullable String host) {
        return new Content(
                event.contentUrl(),
                host,
                path(event.contentUrl()),
                event.contentId(),
                event.licenseRef(),
                event.termsRef());
    }

    /// Sliced, since parsing an address costs more than everything else about a row.
    private static @Nullable String path(@Nullable String url) {
        int scheme = url == null ? -1 : url.indexOf("://");
        if (url == null || scheme < 0) {
            return null;
        }
        int end = pathEnd(url, scheme + 3);
        int start = url.indexOf('/', scheme + 3);
        return start < 0 || start >= end ? "/" : url.substring(start, end);
    }

    private static int pathEnd(String url, int from) {
        for (int at = from; at < url.length(); at++) {
            if (url.charAt(at) == '?' || url.charAt(at) == '#') {
                return at;
            }
        }
        return url.length();
    }

    private static Links links(Envelope envelope, Event event) {
        return new Links(
                envelope.sessionId(),
                event.turnId(),
                event.outputId(),
                event.outputElementId(),
                event.citationId(),
                event.presentationId(),
                event.contentTelemetryId(),
                event.ctxToken() != null ? event.ctxToken() : envelope.ctxToken());
    }

    private static Actor actor(Origin origin, Event event) {
        EventData data = event.data();
        return new Actor(
                event.sourceRole(),
                data.platformId() != null ? data.platformId() : origin.agent().platformId(),
                origin.agentId(),
                data.botName(),
                null,
                data.purpose(),
                data.userAgent(),
                null,
                data.responseStatus(),
                data.country(),
                data.city(),
                data.asn() == null ? null : data.asn().toString());
    }
}
