package byline.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of `events`: what happened, to which content, seen by whom, and whose it is.
///
/// @param id unique within the reporter; a repeat is a duplicate
/// @param type the wire format's event type, or a namespaced one of ours (`byline.referral`)
/// @param timestamp when it happened, microseconds
/// @param rest a JSON object of everything the columns do not hold, values as they were sent
public record StoredEvent(
        UUID id,
        String type,
        Instant timestamp,
        Stamp stamp,
        Content content,
        Links links,
        Actor actor,
        Visit visit,
        String rest,
        Entry entry) {

    /// An event that came in by itself, as the site routes take them.
    public StoredEvent(
            UUID id,
            String type,
            Instant timestamp,
            Stamp stamp,
            Content content,
            Links links,
            Actor actor,
            Visit visit,
            String rest) {
        this(id, type, timestamp, stamp, content, links, actor, visit, rest, Entry.NONE);
    }

    /// The same with a verdict on who did it.
    ///
    /// @param verdict `verified`, `failed`, `not_verifiable` or `unknown`
    /// @param evidence what proved it
    public StoredEvent withVerdict(String verdict, @Nullable String evidence) {
        return new StoredEvent(
                id,
                type,
                timestamp,
                stamp,
                content,
                links,
                actor.withVerdict(verdict),
                visit,
                rest,
                entry.withEvidence(evidence));
    }

    /// What the server adds when it accepts an event.
    ///
    /// @param reporter organisation id of whoever sent it
    /// @param owner organisation id of the content's owner, null while nobody claims it
    /// @param conflict a second owner with an equal claim; then the event is shown to neither
    /// @param site site id, when it came in through a site key
    /// @param quarantine why the event is kept but not counted, null when it counts
    public record Stamp(
            Instant receivedAt,
            String reporter,
            @Nullable String owner,
            @Nullable String conflict,
            @Nullable String site,
            @Nullable String quarantine) {}

    /// How it came in.
    ///
    /// @param signedBy `<manifest id>#<key id>` of a signature that was valid
    /// @param normalised JSON array of pointers to what was changed on the way in, relative to the event
    /// @param envelope JSON object of what its delivery said of it outside any column
    /// @param siteKey the public key it came in with
    /// @param origin host of the page that sent it, null when no browser did
    /// @param attributedBy what ties it to the referral its source is taken from (`page`, `visitor`), null for
    /// nothing
    /// @param manifest id of the manifest its sender stands behind: the signature's, else the one it refers to
    /// @param evidence what proved the verdict in `verified`, such as `range https://…`; never an address
    public record Entry(
            @Nullable String signedBy,
            @Nullable String normalised,
            @Nullable String envelope,
            @Nullable String siteKey,
            @Nullable String origin,
            @Nullable String attributedBy,
            @Nullable String manifest,
            @Nullable String evidence) {
        public static final Entry NONE = new Entry(null, null, null);

        /// The entry of a hit.
        public Entry(
                @Nullable String signedBy,
                @Nullable String normalised,
                @Nullable String envelope,
                @Nullable String siteKey,
                @Nullable String origin,
                @Nullable String attributedBy) {
            this(signedBy, normalised, envelope, siteKey, origin, attributedBy, null, null);
        }

        /// The same with the manifest its sender stands behind.
        public Entry withManifest(@Nullable String id) {
            return new Entry(signedBy, normalised, envelope, siteKey, origin, attributedBy, id, evidence);
        }

        /// The same with what proved its verdict.
        public Entry withEvidence(@Nullable String proof) {
            return new Entry(signedBy, normalised, envelope, siteKey, origin, attributedBy, manifest, proof);
        }

        /// The entry of a delivery of telemetry.
        public Entry(@Nullable String signedBy, @Nullable String normalised, @Nullable String envelope) {
            this(signedBy, normalised, envelope, null, null, null);
        }
    }

    /// The content it happened to.
    ///
    /// @param host lower-case ASCII host of `url` without port
    /// @param path path of `url`, `/` when it has none
    public record Content(
            @Nullable String url,
            @Nullable String host,
            @Nullable String path,
            @Nullable String id,
            @Nullable String licenseRef,
            @Nullable String termsRef) {
        public static final Content NONE = new Content(null, null, null, null, null, null);
    }

    /// What ties it to other events.
    public record Links(
            @Nullable UUID sessionId,
            @Nullable String turnId,
            @Nullable String outputId,
            @Nullable String outputElementId,
            @Nullable UUID citationId,
            @Nullable UUID presentationId,
            @Nullable UUID contentTelemetryId,
            @Nullable String ctxToken) {
        public static final Links NONE = new Links(null, null, null, null, null, null, null, null);
    }

    /// Who did it, as reported (`agentId`, `platformId`) and as classified (`botName`, `botCompany`, `purpose`).
    ///
    /// @param status HTTP status the observer answered with
    /// @param verified verdict: `verified`, `failed`, `not_verifiable`, `unknown`
    public record Actor(
            @Nullable String sourceRole,
            @Nullable String platformId,
            @Nullable String agentId,
            @Nullable String botName,
            @Nullable String botCompany,
            @Nullable String purpose,
            @Nullable String userAgent,
            @Nullable String verified,
            @Nullable Integer status,
            @Nullable String country,
            @Nullable String city,
            @Nullable String asn) {
        public static final Actor NONE =
                new Actor(null, null, null, null, null, null, null, null, null, null, null, null);

        private Actor withVerdict(String verdict) {
            return new Actor(
                    sourceRole,
                    platformId,
                    agentId,
                    botName,
                    botCompany,
                    purpose,
                    userAgent,
                    verdict,
                    status,
                    country,
                    city,
                    asn);
        }
    }

    /// What a person's visit adds.
    ///
    /// @param source referral source id (`chatgpt`)
    /// @param event conversion name
    /// @param value conversion value in units of `currency`
    public record Visit(
            @Nullable String source,
            @Nullable String referrer,
            @Nullable String event,
            @Nullable Double value,
            @Nullable String currency) {
        public static final Visit NONE = new Visit(null, null, null, null, null);
    }
}
