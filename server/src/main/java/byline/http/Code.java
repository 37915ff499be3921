package byline.http;

/// Every `code` an error body can carry, with its status.
public enum Code {
    MISSING_KEY(401),
    INVALID_KEY(401),
    KEY_REQUIRED(401),
    SESSION_REQUIRED(401),
    INVALID_SIGNATURE(401),
    USER_NOT_FOUND(401),
    SECOND_FACTOR_REQUIRED(401),
    MISSING_SCOPE(403),
    DOMAIN_NOT_BOUND(403),
    NO_DELEGATION(403),
    SITE_NOT_FOUND(403),
    UNKNOWN_SITE_KEY(404, "SITE_NOT_FOUND"),
    PLAN_REQUIRED(403),
    ADDRESS_NOT_ALLOWED(403),
    FORBIDDEN(403),
    CROSS_SITE_REQUEST(403),
    MISSING_SITE_ID(400),
    INVALID_DATE_RANGE(400),
    INVALID_JSON(400),
    INVALID_PARAMETER(400),
    INVALID_DOCUMENT(400),
    SESSION_ENDED(400),
    NO_ACTIVE_ORGANIZATION(400),
    INVALID_REQUEST(400),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    RATE_LIMITED(429),
    INTERNAL(500),
    UNAVAILABLE(503);

    private final int status;
    private final String text;

    Code(int status) {
        this.status = status;
        this.text = name();
    }

    Code(int status, String text) {
        this.status = status;
        this.text = text;
    }

    public int status() {
        return status;
    }

    /// The word in the body; one word may stand for two statuses.
    public String text() {
        return text;
    }
}
