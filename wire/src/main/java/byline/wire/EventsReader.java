package byline.wire;

import java.util.ArrayList;
import java.util.List;

/// Reads the events of one document, once its version is known.
final class EventsReader {
    private final JsonReader reader;
    private final Findings findings;
    private final Limits limits;
    private final EventReader eventReader;
    private final EventRules rules;
    private final List<Event> events = new ArrayList<>(1);

    EventsReader(JsonReader reader, Findings findings, Limits limits, Reading reading) {
        this.reader = reader;
        this.findings = findings;
        this.limits = limits;
        this.eventReader = new EventReader(reader, findings, reading);
        this.rules = new EventRules(findings, reading);
    }

    /// Reads the value of `event`.
    void readOne() {
        read(0, false);
    }

    /// Reads the value of `events`.
    void readAll() {
        if (reader.peek() != '[') {
            reader.skipValue();
            findings.add("type", "/events", "must be an array");
            return;
        }
        reader.enterArray();
        for (int index = 0; reader.nextElement(); index++) {
            if (index == limits.maxEvents()) {
                throw new Malformed("limit", "/events", "more than " + limits.maxEvents() + " events");
            }
            read(index, true);
        }
    }

    /// Those that could be read, the invalid ones included.
    List<Event> events() {
        return events;
    }

    private void read(int index, boolean ofSeveral) {
        findings.enterEvent(index, ofSeveral);
        if (reader.peek() == '{') {
            Draft draft = eventReader.read(index);
            if (!eventReader.isMisshapen()) {
                rules.check(draft);
            }
            Event event = draft.finish(reader.bytes());
            if (event != null) {
                events.add(event);
            }
        } else {
            reader.skipValue();
            findings.add("type", "", "must be an object");
        }
        findings.leaveEvent();
    }
}
