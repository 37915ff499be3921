package byline.telemetry;

import byline.http.Json;
import byline.wire.Envelope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a reporter says of a session when it opens it: checked where it has meaning, kept whole.
///
/// @param rest a JSON object as it is stored
record SessionOpening(String rest, Sessions.Agent agent) {
    private static final Set<String> INITIATORS = Set.of("user", "agent");
    private static final List<String> TEXTS =
            List.of("content_scope", "manifest_ref", "external_session_id", "client_type", "operator_id");

    /// The body of `/sessions/start`, which may be empty.
    static SessionOpening of(byte[] body) {
        return of(SessionFields.of(body.length == 0 ? new byte[] {'{', '}'} : body));
    }

    /// What the envelope of a delivery says of its session.
    static SessionOpening of(Envelope envelope) {
        SessionFields fields = SessionFields.of(Json.tree(envelope.rest().bytes()), "the document");
        ObjectNode object = fields.object();
        object.remove("outcome");
        put(object, "agent_id", envelope.agentId());
        put(object, "content_scope", envelope.contentScope());
        put(object, "manifest_ref", envelope.manifestRef());
        put(object, "conformance_level", envelope.conformanceLevel());
        put(object, "parent_session_id", envelope.parentSessionId());
        put(object, "started_at", envelope.startedAt());
        put(object, "ended_at", envelope.endedAt());
        return of(fields);
    }

    private static SessionOpening of(SessionFields fields) {
        if (!fields.text("initiator_type").map(INITIATORS::contains).orElse(true)) {
            throw SessionFields.invalid("initiator_type must be user or agent");
        }
        if (fields.text("conformance_level").filter("attribution"::equals).isPresent()) {
            fields.object().put("conformance_level", "citation");
        }
        TEXTS.forEach(fields::text);
        fields.requireArray("prior_session_ids");
        fields.inner("user_context").ifPresent(context -> context.requireArray("segments"));
        fields.uuid("parent_session_id");
        fields.time("started_at");
        String agentId = fields.text("agent_id")
                .or(() -> fields.inner("initiator").flatMap(initiator -> initiator.text("agent_id")))
                .orElse(null);
        return new SessionOpening(
                fields.object().toString(),
                new Sessions.Agent(
                        fields.text("platform_id").orElse(null),
                        agentId,
                        fields.text("manifest_ref").orElse(null)));
    }

    private static void put(ObjectNode object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value.toString());
        }
    }
}
