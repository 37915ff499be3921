package byline.sites;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One thing a site's script or worker reports, checked for form; who sent it and whether it is true is not known yet.
///
/// A view that an AI surface sent is one hit, not two: it counts as a view, and as a referral when [#referral]
/// finds a source. Workers, which see no views, send the referral by itself.
///
/// @param siteKey as sent; whether such a site exists is for the caller to say
/// @param path begins with `/`, without query or fragment
/// @param id the sender's own number for this hit, the same on a retry; absent from workers, which never retry
/// @param at when it happened, for a hit that waited to be sent; absent for now
/// @param host of the document; absent from workers
/// @param proof what a worker passes on to tell whose the visit was
public record SiteHit(
        String siteKey,
        Kind kind,
        String path,
        @Nullable UUID id,
        @Nullable Instant at,
        @Nullable String host,
        @Nullable Width width,
        Claim claim,
        Arrival arrival,
        Place place,
        @Nullable Conversion conversion,
        Proof proof) {

    /// `t` of the wire: what happened.
    public enum Kind {
        BOT,
        REFERRAL,
        VIEW,
        CONVERSION
    }

    /// `w` of the wire: how wide the window is, too coarse to tell people apart.
    public enum Width {
        S,
        M,
        L
    }

    private static final int MAX_PATH = 2_048;
    private static final int MAX_HOST = 253;
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern HOST_FORM =
            Pattern.compile("(?i)[a-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9a-f:]+](:[0-9]{1,5})?");

    /// The id of the AI surface that this visit came from, by our own list, else as the sender says.
    public Optional<String> referral(Referrers referrers) {
        if (kind != Kind.VIEW && kind != Kind.REFERRAL) return Optional.empty();
        Optional<String> ours =
                referrers.find(arrival.referrer(), arrival.utmSource()).map(Source::id);
        return ours.isPresent() ? ours : Optional.ofNullable(claim.source());
    }

    static SiteHit of(Fields fields) throws WrongField {
        String siteKey = fields.required("k", Bot.MAX_NAME);
        Kind kind = fields.required(Kind.class, "t");
        SiteHit hit = new SiteHit(
                siteKey,
                kind,
                path(fields),
                id(fields),
                at(fields),
                host(fields),
                fields.oneOf(Width.class, "w"),
                Claim.of(fields),
                Arrival.of(fields),
                Place.of(fields),
                kind == Kind.CONVERSION ? Conversion.of(fields) : null,
                Proof.of(fields));
        hit.checkNeeds();
        return hit;
    }

    private void checkNeeds() throws WrongField {
        if (kind == Kind.BOT && claim.userAgent() == null && claim.bot() == null) throw WrongField.missing("ua");
        if (kind == Kind.REFERRAL && claim.source() == null && arrival.isDirect()) throw WrongField.missing("s");
    }

    /// Cut at a query or fragment rather than refused: the path is what is meant, and the rest may not be kept.
    static String path(Fields fields) throws WrongField {
        String path = before('#', before('?', fields.required("p", 2 * MAX_PATH)));
        if (!path.startsWith("/")) throw new WrongField("p", "It must be a path that begins with a slash.");
        if (path.length() > MAX_PATH) throw WrongField.tooLong("p", MAX_PATH);
        return path;
    }

    static @Nullable String host(Fields fields) throws WrongField {
        return Fields.lower(fields.matching("d", MAX_HOST, HOST_FORM, "It must be a host name."));
    }

    private static String before(char end, String text) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    static @Nullable UUID id(Fields fields) throws WrongField {
        String id = fields.matching("i", Bot.MAX_NAME, UUID_FORM, "It must be a UUID.");
        return id == null ? null : UUID.fromString(id);
    }

    static @Nullable Instant at(Fields fields) throws WrongField {
        String at = fields.text("at", Bot.MAX_NAME);
        try {
            return at == null ? null : OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new WrongField("at", "It must be an RFC 3339 time.");
        }
    }
}
