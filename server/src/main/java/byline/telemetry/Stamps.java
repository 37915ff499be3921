package byline.telemetry;

import byline.identity.ContentOwners;
import byline.keys.OrganisationId;
import byline.store.StoredEvent;
import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import byline.wire.ContentUrls;
import byline.wire.Envelope;
import byline.wire.Event;
import byline.wire.EventData;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes stored rows of wire events: whose content it is, who reported it, when it came.
final class Stamps {
    private final ContentOwners owners;
    private final Clock clock;

    Stamps(ContentOwners owners, Clock clock) {
        this.owners = owners;
        this.clock = clock;
    }

    /// @param defaults what the event's session said of its agent, for an envelope that does not say it again
    StoredEvent stored(OrganisationId reporter, Envelope envelope, Event event, UUID id, Sessions.Agent defaults) {
        String host = Optional.ofNullable(event.contentUrl())
                .flatMap(ContentUrls::findHost)
                .orElse(null);
        String owner = Optional.ofNullable(host)
                .flatMap(owners::find)
                .map(own -> own.owner().value())
                .orElse(null);
        return new StoredEvent(
                id,
                event.type(),
                event.timestamp(),
                new Stamp(clock.instant(), reporter.value(), owner, null, null, null),
                content(event, host),
                links(envelope, event),
                actor(envelope, event, defaults),
                Visit.NONE,
                event.rest().toString());
    }

    /// A moment of a session itself, which belongs to no content.
    StoredEvent ofSession(OrganisationId reporter, UUID session, Moment moment, Sessions.Agent agent) {
        return new StoredEvent(
                DerivedIds.of(reporter, session, moment.type()),
                moment.type(),
                clock.instant(),
                new Stamp(clock.instant(), reporter.value(), null, null, null, null),
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
                moment.rest());
    }

    /// The start or the end of a session, with what its reporter said of it.
    record Moment(String type, String rest) {
        static final String STARTED = "byline.session_started";
        static final String ENDED = "byline.session_ended";
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

    private static @Nullable String path(@Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            String path = URI.create(url).getRawPath();
            return path == null || path.isEmpty() ? "/" : path;
        } catch (IllegalArgumentException unusual) {
            return null;
        }
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

    private static Actor actor(Envelope envelope, Event event, Sessions.Agent defaults) {
        EventData data = event.data();
        return new Actor(
                event.sourceRole(),
                data.platformId() != null ? data.platformId() : defaults.platformId(),
                envelope.agentId() != null ? envelope.agentId() : defaults.agentId(),
                data.botName(),
                null,
                data.purpose(),
                data.userAgent(),
                null,
                data.responseStatus(),
                data.country(),
                data.city(),
                data.asn() == null ? null : Objects.toString(data.asn()));
    }
}
