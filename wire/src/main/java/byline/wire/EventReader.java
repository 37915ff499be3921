package byline.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads one event (§5.2) from the bytes into a [Draft], in any order of its members.
final class EventReader {
    private final JsonReader reader;
    private final Findings findings;
    private final Reading reading;
    private final Values values;
    private final DataReader data;
    private @Nullable TurnReader turnReader;
    private final Draft draft = new Draft();
    private boolean hasData;
    private int dataFrom;
    private int dataTo;
    private @Nullable UUID oldTelemetryId;
    private int before;

    EventReader(JsonReader reader, Findings findings, Reading reading) {
        this.reader = reader;
        this.findings = findings;
        this.reading = reading;
        this.values = new Values(reader, findings);
        this.data = new DataReader(reader, findings, reading);
    }

    /// Reads the object that comes next; the draft is good until the next call.
    Draft read(int index) {
        draft.clear(index);
        data.clear();
        hasData = false;
        oldTelemetryId = null;
        before = values.problems();
        reader.enterObject();
        while (reader.nextMember()) {
            read(EventMember.of(reader));
        }
        if (draft.contentTelemetryId == null) {
            draft.contentTelemetryId = oldTelemetryId;
        }
        data.finish(draft);
        if (data.isChanged()) {
            draft.rest.add("data", data.write());
        } else if (hasData) {
            draft.rest.keep(dataFrom, dataTo);
        }
        return draft;
    }

    /// True if a member of the event just read was of the wrong type, so that rules would only repeat it.
    boolean isMisshapen() {
        return values.problems() > before;
    }

    private void read(EventMember member) {
        switch (member) {
            case ID -> draft.id = values.id("/id");
            case TYPE -> draft.type = values.word("/type");
            case TIMESTAMP -> timestamp();
            case TURN_ID -> draft.turnId = values.text("/turn_id");
            case OUTPUT_ID -> draft.outputId = values.text("/output_id");
            case OUTPUT_ELEMENT_ID -> draft.outputElementId = values.text("/output_element_id");
            case CITATION_ID -> draft.citationId = values.id("/citation_id");
            case PRESENTATION_ID -> draft.presentationId = values.id("/presentation_id");
            case CTX_TOKEN -> draft.ctxToken = values.text("/ctx_token");
            case SOURCE_ROLE -> draft.sourceRole = values.word("/source_role");
            case CONTENT_TELEMETRY_ID -> contentTelemetryId();
            case OA_TELEMETRY_ID -> oldTelemetryId();
            case CONTENT_URL -> draft.contentUrl = values.text("/content_url");
            case CONTENT_ID -> draft.contentId = values.text("/content_id");
            case LICENSE_REF -> draft.licenseRef = values.text("/license_ref");
            case TERMS_REF -> draft.termsRef = values.text("/terms_ref");
            case TURN -> turn();
            case DATA -> data();
            case IP_HASH -> addressHash();
            case UNKNOWN -> keep();
        }
    }

    private void keep() {
        int from = reader.keyAt();
        reader.skipValue();
        draft.rest.keep(from, reader.at());
    }

    private void timestamp() {
        boolean mend = !reading.isOne() && !reading.strict();
        int from = reader.at();
        draft.timestamp = values.instant("/timestamp", mend);
        if (mend
                && reader.isVerbatim()
                && draft.timestamp != null
                && !Timestamps.hasOffset(reader.bytes(), from + 1, reader.at() - 1)) {
            draft.normalise("/timestamp");
        }
    }

    private void contentTelemetryId() {
        if (reading.isOne() || reading.strict()) {
            draft.contentTelemetryId = values.id("/content_telemetry_id");
        } else {
            draft.contentTelemetryId = idOrDropped("/content_telemetry_id");
        }
    }

    private void oldTelemetryId() {
        if (reading.strict()) {
            keep();
        } else if (!values.skipNull()) {
            oldTelemetryId = idOrDropped("/oa_telemetry_id");
            if (oldTelemetryId != null) {
                draft.normalise("/oa_telemetry_id");
            }
        }
    }

    /// A correlation id that is none correlates nothing, so it is dropped and the event kept.
    private @Nullable UUID idOrDropped(String pointer) {
        if (values.skipNull()) {
            return null;
        }
        UUID id = null;
        if (reader.peek() == '"') {
            id = values.peekedId();
        } else {
            reader.skipValue();
        }
        if (id == null) {
            draft.normalise(pointer);
        }
        return id;
    }

    private void turn() {
        if (!values.isObject("/turn")) {
            return;
        }
        int from = reader.keyAt();
        draft.hasTurn = true;
        TurnReader turn = turnReader();
        turn.read(draft);
        if (turn.isChanged()) {
            draft.rest.add("turn", turn.write());
        } else {
            draft.rest.keep(from, reader.at());
        }
    }

    /// Most deliveries have no turns.
    private TurnReader turnReader() {
        if (turnReader == null) {
            turnReader = new TurnReader(reader, findings, reading);
        }
        return turnReader;
    }

    private void data() {
        if (!values.isObject("/data")) {
            return;
        }
        hasData = true;
        dataFrom = reader.keyAt();
        data.read(draft);
        dataTo = reader.at();
    }

    /// R18: where `data` was forgotten around it.
    private void addressHash() {
        if (reading.strict()) {
            findings.add("R18", "/ip_hash", "ip_hash is withdrawn: a hash of an address is an address");
            keep();
        } else if (!values.skipNull()) {
            reader.skipValue();
            draft.strip("/ip_hash");
        }
    }
}
