package byline.wire;

import org.jspecify.annotations.Nullable;

/// Reads an event's `data` (§6): takes what rules and reports need, maps old names, drops what was withdrawn.
final class DataReader {
    private final JsonReader reader;
    private final Values values;
    private final Findings findings;
    private final Reading reading;
    private final Formats formats;
    private final DataObjects objects;
    private int objectAt;
    private @Nullable Changes changes;
    private @Nullable OldName botCategory;
    private @Nullable OldName interactionType;

    DataReader(JsonReader reader, Values values, Findings findings, Reading reading) {
        this.reader = reader;
        this.findings = findings;
        this.reading = reading;
        this.values = values;
        this.formats = new Formats(reader, values);
        this.objects = new DataObjects(reader, values, formats);
    }

    /// A member under a name that has been replaced since.
    private record OldName(Json value, String text) {}

    /// Makes ready for the next event, which may have no `data`.
    void clear() {
        objectAt = -1;
        changes = null;
        botCategory = null;
        interactionType = null;
    }

    /// Reads the object that comes next.
    void read(Draft draft) {
        draft.data.open();
        objectAt = reader.at();
        reader.enterObject();
        for (DataMember member = DataMember.next(reader); member != null; member = DataMember.next(reader)) {
            read(member, draft);
        }
    }

    /// Mends what was read, which takes the whole event to be known.
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

    /// `data` as it is to be kept, or null if that is as it was sent.
    @Nullable
    Json changed() {
        return changes == null ? null : changes.apply(reader, objectAt);
    }

    private Changes changes() {
        if (changes == null) {
            changes = new Changes();
        }
        return changes;
    }

    private void read(DataMember member, Draft draft) {
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
            case IP_HASH -> addressHash(draft);
            case BOT_CATEGORY -> botCategory = oldName();
            case INTERACTION_TYPE -> interactionType = oldName();
            case UNKNOWN -> reader.skipValue();
        }
    }

    private Sink sink(Draft draft) {
        return reading.isOne() ? draft : Sink.IGNORE;
    }

    private @Nullable Long asn() {
        long number = values.count();
        return number < 0 ? null : Long.valueOf(number);
    }

    /// R18: reported by a check, dropped on the way in.
    private void addressHash(Draft draft) {
        if (values.skipNull()) {
            return;
        }
        reader.skipValue();
        if (reading.strict()) {
            findings.add("R18", "/data/ip_hash", "ip_hash is withdrawn: a hash of an address is an address");
        } else {
            changes().drop("ip_hash");
            draft.strip("/data/ip_hash");
        }
    }

    private @Nullable OldName oldName() {
        int from = reader.at();
        String text = values.textIfAny();
        return text == null ? null : new OldName(Json.of(reader.bytes(), from, reader.at()), text);
    }

    /// Moves a value to its new name, unless that has one of its own.
    private @Nullable String rename(
            Draft draft, String oldName, @Nullable OldName old, String newName, @Nullable String current) {
        if (old == null || current != null) {
            return current;
        }
        changes().drop(oldName);
        changes().put(newName, old.value);
        draft.normalise("/data/" + oldName);
        return old.text;
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
        changes().putWord(name, word);
        draft.normalise("/data/" + name);
    }
}
