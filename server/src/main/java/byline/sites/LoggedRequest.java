package byline.sites;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// What the log of a web server or an edge says of one request for a page, without the address it came from.
///
/// @param id made of the place of its line in the log, so that the line sent again is the same event
/// @param host the page's host, lower case; null for the site's domain
/// @param path without query
/// @param status what was answered
public record LoggedRequest(
        UUID id,
        Instant at,
        @Nullable String host,
        String path,
        @Nullable Integer status,
        @Nullable String userAgent,
        Arrival arrival,
        Place place) {
    /// Who saw it, the words of `source_role`.
    public enum Observer {
        ORIGIN,
        EDGE
    }

    /// A log proves nothing of whose a visit was.
    private static final Proof NOTHING = new Proof(null, "GET", null, null, null, null);

    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 999;

    /// Writes it in the words of `POST /api/v1/sites/{siteId}/requests`, which are those of `/api/t`.
    public void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("i", id.toString());
        json.writeStringProperty("at", at.toString());
        text(json, "d", host);
        json.writeStringProperty("p", path);
        if (status != null) json.writeNumberProperty("st", status);
        text(json, "ua", userAgent);
        text(json, "r", arrival.referrer());
        if (arrival.utmSource() != null) {
            json.writeObjectPropertyStart("q");
            json.writeStringProperty("utm_source", arrival.utmSource());
            json.writeEndObject();
        }
        text(json, "country", place.country());
        text(json, "city", place.city());
        if (place.asn() != null) json.writeNumberProperty("asn", place.asn());
        json.writeEndObject();
    }

    static LoggedRequest of(Fields fields) throws WrongField {
        UUID id = SiteHit.id(fields);
        if (id == null) throw WrongField.missing("i");
        Instant at = SiteHit.at(fields);
        if (at == null) throw WrongField.missing("at");
        return new LoggedRequest(
                id,
                at,
                SiteHit.host(fields),
                SiteHit.path(fields),
                status(fields),
                fields.text("ua", Bots.MAX_USER_AGENT),
                Arrival.of(fields),
                Place.of(fields));
    }

    /// A program's visit.
    SiteHit visit() {
        return hit(SiteHit.Kind.BOT, new Claim(userAgent, null, null, null), new Arrival(null, null, null, null));
    }

    /// A person's visit from elsewhere; nothing of the browser is kept.
    SiteHit referral() {
        return hit(SiteHit.Kind.REFERRAL, new Claim(null, null, null, null), arrival);
    }

    private SiteHit hit(SiteHit.Kind kind, Claim claim, Arrival from) {
        return new SiteHit("", kind, path, id, at, host, null, claim, from, place, null, NOTHING);
    }

    private static @Nullable Integer status(Fields fields) throws WrongField {
        BigDecimal number = fields.number("st");
        if (number == null) return null;
        int status = number.intValue();
        if (status < FIRST_STATUS || status > LAST_STATUS || number.compareTo(BigDecimal.valueOf(status)) != 0) {
            throw new WrongField("st", "It is no status of HTTP.");
        }
        return status;
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) json.writeStringProperty(name, value);
    }
}
