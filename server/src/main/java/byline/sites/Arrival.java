package byline.sites;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a visitor got here.
///
/// @param referrer whole, for classification; not to be stored, since it may hold what someone searched for
/// @param token a click token of Content Telemetry
/// @param issuer the token's issuer
public record Arrival(
        @Nullable String referrer,
        @Nullable String utmSource,
        @Nullable String token,
        @Nullable String issuer) {
    private static final int MAX_REFERRER = 4_096;
    /// More than a name may have: a visit is not lost for what someone wrote into a link.
    private static final int MAX_UTM_SOURCE = 1_000;

    private static final int MAX_TOKEN = 4_096;
    private static final int MAX_ISSUER = 2_048;

    /// What of the referrer may be kept.
    public Optional<String> referrerHost() {
        return Optional.ofNullable(referrer).flatMap(Referrer::parse).map(Referrer::host);
    }

    boolean isDirect() {
        return referrer == null && utmSource == null;
    }

    static Arrival of(Fields fields) throws WrongField {
        fields.checkObject("q");
        return new Arrival(
                fields.text("r", MAX_REFERRER),
                fields.text("q.utm_source", MAX_UTM_SOURCE),
                fields.text("q.ctx_token", MAX_TOKEN),
                fields.text("q.ctx_iss", MAX_ISSUER));
    }
}
