package byline.telemetry;

import byline.http.Json;
import byline.keys.ApiKey;
import byline.keys.OrganisationId;
import byline.verify.Manifests;
import byline.wire.DocumentType;
import byline.wire.Envelope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Where the events of one delivery come from: who sent them, in which session, by which agent.
///
/// @param agent what the session's start said of it, for an envelope that does not say it again
/// @param signedBy `<manifest id>#<key id>` of the valid signature over the request, null without one
record Origin(
        ApiKey key,
        Envelope envelope,
        Sessions.Agent agent,
        @Nullable String signedBy) {
    OrganisationId reporter() {
        return key.organisation();
    }

    /// The manifest that stands behind the events: that of the signature, else the one they refer to.
    @Nullable
    String manifest() {
        if (signedBy != null) {
            return signedBy.substring(0, signedBy.lastIndexOf('#'));
        }
        String said = envelope.manifestRef() != null ? envelope.manifestRef() : agent.manifest();
        return said != null && Manifests.isId(said) ? said : null;
    }

    @Nullable
    UUID session() {
        return envelope.sessionId();
    }

    @Nullable
    String agentId() {
        return envelope.agentId() != null ? envelope.agentId() : agent.agentId();
    }

    /// What the envelope says outside the columns, null for nothing. A session document says it once, at its start.
    @Nullable
    String envelopeRest() {
        boolean silent = envelope.manifestRef() == null
                && envelope.parentSessionId() == null
                && envelope.rest().isEmptyObject();
        if (silent || envelope.documentType() == DocumentType.SESSION) {
            return null;
        }
        ObjectNode rest = SessionFields.of(Json.tree(envelope.rest().bytes()), "the envelope")
                .object();
        put(rest, "manifest_ref", envelope.manifestRef());
        put(rest, "parent_session_id", envelope.parentSessionId());
        return rest.isEmpty() ? null : rest.toString();
    }

    private static void put(ObjectNode object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value.toString());
        }
    }
}
