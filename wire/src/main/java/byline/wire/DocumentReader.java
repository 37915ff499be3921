package byline.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one document, once: the envelope, its events, and the rules that hold for both.
final class DocumentReader {
    private final JsonReader reader;
    private final Limits limits;
    private final Findings findings;
    private final EnvelopeReader envelope;
    private final Terms terms;
    private int eventAt = -1;
    private int eventsAt = -1;
    private @Nullable EventsReader eventsReader;
    private @Nullable WireVersion version;

    DocumentReader(JsonReader reader, Limits limits, Terms terms) {
        this.reader = reader;
        this.limits = limits;
        this.terms = terms;
        this.findings = new Findings(limits.maxProblems());
        this.envelope = new EnvelopeReader(reader, findings, !terms.strict());
    }

    Delivery read() {
        Envelope read = null;
        try {
            readMembers();
            DocumentType type = decideType();
            decideVersion();
            readSkippedEvents();
            read = envelope.finish(type, version == null ? WireVersion.V1_0 : version);
            if (version != null) {
                checkWhole(read);
            }
        } catch (Malformed malformed) {
            findings.add(malformed);
        }
        Envelope known = read == null ? envelope.finish(DocumentType.EVENT_BATCH, WireVersion.V1_0) : read;
        return new Delivery(known, findings.isEnvelopeRefused() ? List.of() : valid(), findings.problems());
    }

    private void readMembers() {
        if (reader.peek() != '{') {
            reader.skipValue();
            reader.finish();
            throw new Malformed("type", "", "a document is a JSON object");
        }
        reader.enterObject();
        for (EnvelopeMember member = next(); member != null; member = next()) {
            switch (member) {
                case EVENT -> eventAt = events(false);
                case EVENTS -> eventsAt = events(true);
                case SCHEMA_VERSION -> {
                    envelope.read(member);
                    version = known(envelope.schemaVersion());
                }
                case DOCUMENT_TYPE,
                        SESSION_ID,
                        PARENT_SESSION_ID,
                        CTX_TOKEN,
                        AGENT_ID,
                        STARTED_AT,
                        ENDED_AT,
                        MANIFEST_REF,
                        CONTENT_SCOPE,
                        CONFORMANCE_LEVEL,
                        DATA,
                        UNKNOWN -> envelope.read(member);
            }
        }
        reader.finish();
    }

    private @Nullable EnvelopeMember next() {
        return EnvelopeMember.next(reader);
    }

    private @Nullable WireVersion known(@Nullable String declared) {
        WireVersion found = declared == null ? null : WireVersion.find(declared).orElse(null);
        return found != null && terms.accepted().contains(found) ? found : null;
    }

    /// Reads the events at once if the version is known by now; else skips them for later. Tells where they are.
    private int events(boolean several) {
        int at = reader.at();
        if (reader.peek() == 'n') {
            reader.skipValue();
            return -1;
        }
        if (version == null) {
            reader.skipValue();
        } else {
            readEvents(version, several);
        }
        return at;
    }

    private void readSkippedEvents() {
        if (version != null && eventsReader == null && (eventAt >= 0 || eventsAt >= 0)) {
            reader.moveTo(Math.max(eventAt, eventsAt));
            readEvents(version, eventsAt >= 0);
        }
    }

    private void readEvents(WireVersion known, boolean several) {
        eventsReader = new EventsReader(reader, findings, limits, new Reading(known, terms.strict(), terms.most()));
        if (several) {
            eventsReader.readAll();
        } else {
            eventsReader.readOne();
        }
    }

    private List<Event> events() {
        return eventsReader == null ? List.of() : eventsReader.events();
    }

    private DocumentType decideType() {
        if (eventAt >= 0 && eventsAt >= 0) {
            findings.add("type", "/event", "a document has event or events, not both");
        }
        DocumentType type = declaredType();
        boolean fits = type == DocumentType.EVENT ? eventAt >= 0 : eventAt < 0;
        if (!fits || (type == DocumentType.EVENT_BATCH && eventsAt < 0)) {
            String member = type == DocumentType.EVENT ? "event" : "events";
            findings.add("required", "/" + member, "a document of this type carries " + member);
        }
        if (type == DocumentType.SESSION) {
            envelope.requireSession();
        }
        return type;
    }

    private DocumentType declaredType() {
        String declared = envelope.documentType();
        if (declared == null) {
            return undeclaredType();
        }
        DocumentType type = DocumentType.find(declared);
        if (type != null && terms.isWelcome(type)) {
            return type;
        }
        findings.add("type", "/document_type", "not accepted here: " + Findings.shown(declared));
        return undeclaredType();
    }

    private DocumentType undeclaredType() {
        if (terms.door() != Terms.Door.DELIVERY) {
            return DocumentType.SESSION;
        }
        return eventAt >= 0 ? DocumentType.EVENT : DocumentType.EVENT_BATCH;
    }

    private void decideVersion() {
        if (version != null) {
            return;
        }
        String declared = envelope.schemaVersion();
        if (declared != null) {
            findings.add("version", "/schema_version", Findings.shown(declared) + " is not one of " + acceptedTexts());
        } else if (terms.strict()) {
            findings.add("required", "/schema_version", "a document says its schema_version");
            version = WireVersion.V1_0;
        } else {
            WireVersion guessed = guess();
            if (terms.accepted().contains(guessed)) {
                version = guessed;
            } else {
                findings.add("version", "/schema_version", "must be one of " + acceptedTexts());
            }
        }
    }

    private WireVersion guess() {
        int at = Math.max(eventAt, eventsAt);
        if (at < 0) {
            return WireVersion.V0_1;
        }
        reader.moveTo(at);
        return new LineProbe(reader).findsNamesOfOne() ? WireVersion.V1_0 : WireVersion.V0_1;
    }

    private List<String> acceptedTexts() {
        return terms.accepted().stream().sorted().map(WireVersion::text).toList();
    }

    private void checkWhole(Envelope read) {
        List<Event> events = events();
        new DocumentRules(read, findings).check(events);
        if (read.version() == WireVersion.V0_1) {
            return;
        }
        envelope.checkData();
        if (read.documentType() == DocumentType.EVENT_BATCH && findings.count() == 0 && events.isEmpty()) {
            findings.add("required", "/events", "a batch has at least one event");
        }
        if (read.documentType() == DocumentType.SESSION) {
            new SessionRules(findings).check(events);
        }
    }

    private List<Event> valid() {
        if (findings.count() == 0) {
            return events();
        }
        return events().stream()
                .filter(event -> !findings.isRefused(event.index()))
                .toList();
    }
}
