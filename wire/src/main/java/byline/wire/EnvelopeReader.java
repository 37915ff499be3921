package byline.wire;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the members of a document that are not events (§5.1, §7.1).
final class EnvelopeReader {
    private final JsonReader reader;
    private final Findings findings;
    private final Values values;
    private final boolean mend;
    private final Members rest = new Members();
    private @Nullable String documentType;
    private @Nullable String schemaVersion;
    private @Nullable UUID sessionId;
    private @Nullable UUID parentSessionId;
    private @Nullable String ctxToken;
    private @Nullable String agentId;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable String manifestRef;
    private @Nullable String contentScope;
    private @Nullable String conformanceLevel;
    private int dataAt = -1;

    /// @param mend true to read a time without an offset as UTC
    EnvelopeReader(JsonReader reader, Findings findings, boolean mend) {
        this.reader = reader;
        this.findings = findings;
        this.mend = mend;
        this.values = new Values(reader, findings);
    }

    /// Reads the value of the current member, which is neither `event` nor `events`.
    void read(EnvelopeMember member) {
        switch (member) {
            case DOCUMENT_TYPE -> documentType = values.word("/document_type");
            case SCHEMA_VERSION -> schemaVersion = values.word("/schema_version");
            case SESSION_ID -> sessionId = values.id("/session_id");
            case PARENT_SESSION_ID -> parentSessionId = values.id("/parent_session_id");
            case CTX_TOKEN -> ctxToken = values.text("/ctx_token");
            case AGENT_ID -> agentId = values.text("/agent_id");
            case STARTED_AT -> startedAt = values.instant("/started_at", mend);
            case ENDED_AT -> endedAt = values.instant("/ended_at", mend);
            case MANIFEST_REF -> manifestRef = values.text("/manifest_ref");
            case CONTENT_SCOPE -> contentScope = values.text("/content_scope");
            case CONFORMANCE_LEVEL -> conformanceLevel = values.text("/conformance_level");
            case DATA -> data();
            case EVENT, EVENTS, UNKNOWN -> keep();
        }
    }

    private void keep() {
        int from = reader.keyAt();
        reader.skipValue();
        rest.keep(from, reader.at());
    }

    private void data() {
        if (values.isObject("/data")) {
            dataAt = reader.at();
            keep();
        }
    }

    @Nullable
    String documentType() {
        return documentType;
    }

    @Nullable
    String schemaVersion() {
        return schemaVersion;
    }

    /// R16 holds for the `data` of a session too. Goes back to it, so the document must have been read to its end.
    void checkData() {
        if (dataAt < 0) {
            return;
        }
        DataObjects objects = new DataObjects(reader, values, new Formats(reader, values));
        reader.moveTo(dataAt);
        reader.enterObject();
        for (DataMember member = DataMember.next(reader); member != null; member = DataMember.next(reader)) {
            if (member == DataMember.ACCESS_CONTEXT) {
                objects.accessContext(findings, "/data/access_context");
            } else {
                reader.skipValue();
            }
        }
    }

    /// What every session document says (§5.1).
    void requireSession() {
        if (values.problems() > 0) {
            return;
        }
        if (sessionId == null) {
            findings.add("required", "/session_id", "a session document has a session_id");
        }
        if (startedAt == null) {
            findings.add("required", "/started_at", "a session document has a started_at");
        }
    }

    Envelope finish(DocumentType type, WireVersion version) {
        return new Envelope(
                type,
                version,
                sessionId,
                parentSessionId,
                ctxToken,
                agentId,
                startedAt,
                endedAt,
                manifestRef,
                contentScope,
                conformanceLevel,
                rest.json(reader.bytes()));
    }
}
