package byline.wire;

import org.jspecify.annotations.Nullable;

/// Reads an event's `data` (§6): takes what rules and reports need, maps old names, drops what was withdrawn.
final class DataReader {
    private final JsonReader reader;
    private final Values values;
    private final Findings findings;
    private final Reading reading;
    private final Members members = new Members(32);
    private final Formats formats;
    private final DataObjects objects;
    private boolean changed;
    private @Nullable OldName botCategory;
    private @Nullable OldName interactionType;

    DataReader(JsonReader reader, Findings findings, Reading reading) {
        this.reader = reader;
        this.findings = findings;
        this.reading = reading;
        this.values = new Values(reader, findings);
        this.formats = new Formats(reader, values);
        this.objects = new DataObjects(reader, values, formats);
    }

    /// A member under a name that has been replaced since.
    private record OldName(
            int keyAt, int valueAt, int end, @Nullable String value) {}

    /// Makes ready for the next event, which may have no `data`.
    void clear() {
        members.clear();
        changed = false;
        botCategory = null;
        interactionType = null;
    }

    /// Reads the object that comes next.
    void read(Draft draft) {
        draft.data.open();
        reader.enterObject();
        while (reader.nextMember()) {
            int from = reader.keyAt();
            if (read(DataMember.of(reader), draft)) {
                members.keep(from, reader.at());
            }
        }
    }

    /// Puts `data` into what is kept of the event, mended where it had to be.
    void finish(Draft draft) {
        if (!reading.strict()) {
            draft.data.purpose = rename(draft, "bot_category", botCategory, "purpose", draft.data.purpose);
            draft.data.engagementType =
                    rename(draft, "interaction_type", interactionType, "engagement_type", draft.data.engagementType);
            if (!reading.isOne()) {
                fillIn(draft);
            }
        }
    }

    boolean isChanged() {
        return changed;
    }

    byte[] write() {
        return members.write(reader.bytes());
    }

    private boolean read(DataMember member, Draft draft) {
        DataDraft data = draft.data;
        switch (member) {
            case BOT_NAME -> data.botName = values.textIfAny();
            case PURPOSE -> data.purpose = values.textIfAny();
            case USER_AGENT -> data.userAgent = values.textIfAny();
            case CITY -> data.city = values.textIfAny();
            case PLATFORM_ID -> data.platformId = values.textIfAny();
            case CONTENT_VERSION -> data.contentVersion = values.textIfAny();
            case ENGAGEMENT_TYPE -> data.engagementType = values.textIfAny();
            case PRESENTATION_TYPE -> data.presentationType = values.textIfAny();
            case CITATION_TYPE -> data.citationType = values.closedWord();
            case POSITION -> data.position = values.closedWord();
            case PRESENTATION_KIND -> data.presentationKind = values.closedWord();
            case SCOPE -> data.scope = values.closedWord();
            case PROVENANCE -> data.provenance = values.closedWord();
            case CACHED -> data.cached = values.flagIfAny();
            case ASN -> data.asn = asn();
            case COUNTRY -> data.country = formats.country(sink(draft));
            case RESPONSE_STATUS -> data.responseStatus = formats.status(sink(draft));
            case CHARS_INGESTED -> formats.count(sink(draft), "/data/chars_ingested");
            case EXCERPT_CHARS -> formats.count(sink(draft), "/data/excerpt_chars");
            case EXCERPT_TOKENS -> formats.count(sink(draft), "/data/excerpt_tokens");
            case QUERY_TOKENS -> formats.count(sink(draft), "/data/query_tokens");
            case RESPONSE_BYTES -> formats.count(sink(draft), "/data/response_bytes");
            case RESPONSE_TOKENS -> formats.count(sink(draft), "/data/response_tokens");
            case TOKENS_INGESTED -> formats.count(sink(draft), "/data/tokens_ingested");
            case CONTENT_HASH -> formats.hash(sink(draft), "/data/content_hash");
            case EXCERPT_HASH -> formats.hash(sink(draft), "/data/excerpt_hash");
            case CONTENT_FINGERPRINT -> objects.fingerprint(sink(draft), "/data/content_fingerprint");
            case ACCESS_CONTEXT -> objects.accessContext(sink(draft), "/data/access_context");
            case EVIDENCE -> objects.evidence(sink(draft), "/data/evidence");
            case IP_HASH -> {
                return keepsAddressHash(draft);
            }
            case BOT_CATEGORY -> {
                botCategory = oldName();
                return reading.strict();
            }
            case INTERACTION_TYPE -> {
                interactionType = oldName();
                return reading.strict();
            }
            case UNKNOWN -> reader.skipValue();
        }
        return true;
    }

    private Sink sink(Draft draft) {
        return reading.isOne() ? draft : Sink.IGNORE;
    }

    private @Nullable Long asn() {
        long number = values.count();
        return number < 0 ? null : Long.valueOf(number);
    }

    /// R18: reported by a check, dropped on the way in.
    private boolean keepsAddressHash(Draft draft) {
        if (values.skipNull()) {
            return true;
        }
        reader.skipValue();
        if (reading.strict()) {
            findings.add("R18", "/data/ip_hash", "ip_hash is withdrawn: a hash of an address is an address");
            return true;
        }
        changed = true;
        draft.strip("/data/ip_hash");
        return false;
    }

    private OldName oldName() {
        int keyAt = reader.keyAt();
        int valueAt = reader.at();
        String value = values.textIfAny();
        return new OldName(keyAt, valueAt, reader.at(), value);
    }

    /// Moves a value to its new name, unless that has one of its own.
    private @Nullable String rename(
            Draft draft, String oldName, @Nullable OldName old, String newName, @Nullable String current) {
        if (old == null) {
            return current;
        }
        if (current != null || old.value == null) {
            members.keep(old.keyAt, old.end);
            return current;
        }
        members.addSpan(newName, reader.bytes(), old.valueAt, old.end);
        changed = true;
        draft.normalise("/data/" + oldName);
        return old.value;
    }

    /// What the 0.1 line leaves out and counting needs.
    private void fillIn(Draft draft) {
        if (draft.is(Vocabulary.CITED) && draft.data.citationType == null) {
            draft.data.open();
            draft.data.citationType = "unclassified";
            fillIn(draft, "citation_type", draft.data.citationType);
        }
        if (draft.is(Vocabulary.GROUNDED) && draft.data.scope == null) {
            draft.data.open();
            draft.data.scope = draft.turnId == null ? "session" : "turn";
            fillIn(draft, "scope", draft.data.scope);
        }
    }

    private void fillIn(Draft draft, String name, String word) {
        members.addWord(name, word);
        changed = true;
        draft.normalise("/data/" + name);
    }
}
