package byline.telemetry;

import byline.http.Code;
import byline.http.Json;
import byline.http.Refusal;
import byline.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Bodies about a session itself: checked where they have meaning, kept whole, an explicit null like an absent field.
record SessionBody(ObjectNode rest, Sessions.Agent agent) {
    private static final Set<String> INITIATORS = Set.of("user", "agent");
    private static final Set<String> OUTCOMES = Set.of("conversion", "abandonment", "browse");

    /// The body of `/sessions/start`.
    static SessionBody start(JsonNode body) {
        ObjectNode rest = object(body);
        String initiator = text(rest, "initiator_type");
        if (initiator != null && !INITIATORS.contains(initiator)) {
            throw invalid("initiator_type must be user or agent");
        }
        if ("attribution".equals(text(rest, "conformance_level"))) {
            rest.put("conformance_level", "citation");
        }
        for (String array : new String[] {"prior_session_ids"}) {
            if (rest.has(array) && !rest.get(array).isArray()) {
                throw invalid(array + " must be an array");
            }
        }
        for (String inner : new String[] {"initiator", "user_context"}) {
            if (rest.has(inner) && !rest.get(inner).isObject()) {
                throw invalid(inner + " must be an object");
            }
        }
        for (String word : new String[] {"content_scope", "manifest_ref", "external_session_id", "client_type"}) {
            text(rest, word);
        }
        String agentId = text(rest, "agent_id");
        if (agentId == null && rest.has("initiator")) {
            agentId = text((ObjectNode) rest.get("initiator"), "agent_id");
        }
        return new SessionBody(rest, new Sessions.Agent(text(rest, "platform_id"), agentId));
    }

    static UUID sessionId(JsonNode body) {
        String text = text(object(body), "session_id");
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException malformed) {
            throw invalid("session_id must be a UUID");
        }
    }

    /// The stored form of `/sessions/end`: the outcome, or `{}` for a session that ended without one.
    static ObjectNode end(JsonNode body) {
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        JsonNode outcome = object(body).get("outcome");
        if (outcome != null && !outcome.isNull()) {
            end.set("outcome", checkedOutcome(outcome));
        }
        return end;
    }

    /// The stored form of an uploaded document's end, which also knows the document it ended with.
    static ObjectNode bulkEnd(Envelope envelope, byte[] document) {
        ObjectNode end = end(Json.tree(envelope.rest().bytes()));
        end.put("document_digest", HexFormat.of().formatHex(sha256(document)));
        return end;
    }

    static String bulkStart(Envelope envelope) {
        ObjectNode start = object(Json.tree(envelope.rest().bytes()));
        start.remove("outcome");
        put(start, "content_scope", envelope.contentScope());
        put(start, "manifest_ref", envelope.manifestRef());
        put(start, "conformance_level", envelope.conformanceLevel());
        put(start, "parent_session_id", envelope.parentSessionId());
        put(start, "started_at", envelope.startedAt());
        put(start, "ended_at", envelope.endedAt());
        return start.toString();
    }

    static Sessions.Agent agent(Envelope envelope) {
        return new Sessions.Agent(text(object(Json.tree(envelope.rest().bytes())), "platform_id"), envelope.agentId());
    }

    /// Whether two ends say the same, whatever the order of their members.
    static boolean sameOutcome(String stored, ObjectNode now) {
        return Json.tree(stored.getBytes(StandardCharsets.UTF_8)).equals(now);
    }

    private static JsonNode checkedOutcome(JsonNode outcome) {
        if (!outcome.isObject() || !OUTCOMES.contains(String.valueOf(text((ObjectNode) outcome, "type")))) {
            throw invalid("outcome.type must be conversion, abandonment or browse");
        }
        JsonNode amount = outcome.get("value_amount");
        if (amount != null && !amount.isNull() && !amount.isIntegralNumber()) {
            throw invalid("outcome.value_amount must be a whole number of minor units");
        }
        return outcome;
    }

    private static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return withoutNulls(object);
        }
        throw invalid("the body must be a JSON object");
    }

    private static ObjectNode withoutNulls(ObjectNode object) {
        ObjectNode kept = object.deepCopy();
        object.propertyNames().stream()
                .filter(name -> object.get(name).isNull())
                .forEach(kept::remove);
        return kept;
    }

    private static @Nullable String text(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw invalid(name + " must be a string");
        }
        return value.stringValue();
    }

    private static void put(ObjectNode object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value.toString());
        }
    }

    private static Refusal invalid(String text) {
        return new Refusal(Code.INVALID_DOCUMENT, text);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
