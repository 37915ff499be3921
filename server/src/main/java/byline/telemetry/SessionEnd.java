package byline.telemetry;

import byline.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a session ended: with an outcome or without, and by which document if a whole one was uploaded.
///
/// @param object `outcome?`, `document_digest?`
record SessionEnd(ObjectNode object) {
    private static final Set<String> OUTCOMES = Set.of("conversion", "abandonment", "browse");

    /// What a body with an `outcome` says; anything else in it is not kept.
    static SessionEnd of(SessionFields body) {
        Optional<SessionFields> outcome = body.inner("outcome");
        outcome.ifPresent(SessionEnd::check);
        ObjectNode end = body.object().objectNode();
        outcome.ifPresent(said -> end.set("outcome", said.object()));
        return new SessionEnd(end);
    }

    /// The same end, brought by this document.
    ///
    /// @param digest two documents have the same one if and only if they say the same
    SessionEnd by(String digest) {
        ObjectNode end = object.deepCopy();
        end.put("document_digest", digest);
        return new SessionEnd(end);
    }

    static SessionEnd stored(String rest) {
        return new SessionEnd((ObjectNode) Json.tree(rest.getBytes(StandardCharsets.UTF_8)));
    }

    Optional<JsonNode> outcome() {
        return Optional.ofNullable(object.get("outcome"));
    }

    /// Whether two ends say the same of the session, whatever the order of their members.
    boolean hasOutcomeOf(SessionEnd other) {
        return outcome().equals(other.outcome());
    }

    String rest() {
        return object.toString();
    }

    private static void check(SessionFields outcome) {
        if (!outcome.text("type").map(OUTCOMES::contains).orElse(false)) {
            throw SessionFields.invalid("outcome.type must be conversion, abandonment or browse");
        }
        JsonNode amount = outcome.object().get("value_amount");
        if (amount != null && !amount.isIntegralNumber()) {
            throw SessionFields.invalid("outcome.value_amount must be a whole number of minor units");
        }
        outcome.text("currency");
        outcome.requireArray("products");
    }
}
