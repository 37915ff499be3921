package byline.report;

import byline.http.Request;

/// By which list of bots a report names them.
enum Classification {
    /// As stored when the event came in.
    THEN,
    /// By the list of today, where it names the user agent.
    NOW;

    static Classification of(Request request) {
        Parameter parameter = Parameter.of(request, "classification");
        return switch (parameter.value().orElse("then")) {
            case "then" -> THEN;
            case "now" -> NOW;
            default -> throw parameter.invalid("must be then or now");
        };
    }
}
