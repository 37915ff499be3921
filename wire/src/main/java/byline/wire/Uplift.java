package byline.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes events of any line fit a session document of 1.0, without saying anything their sender did not say.
///
/// What is filled in is what the older line meant anyway: a citation stands in the output of its turn, a session's
/// retrieval was seen by the agent. An event that still breaks a rule is carried whole inside an extension event.
final class Uplift {
    private static final Reading STRICT = new Reading(WireVersion.V1_0, true, PrivacyLevel.FULL);
    private static final Limits WHATEVER_WAS_READ =
            new Limits(Integer.MAX_VALUE, 1_000, Integer.MAX_VALUE, Integer.MAX_VALUE, 1);

    private final Envelope session;

    Uplift(Envelope session) {
        this.session = session;
    }

    /// As many events as given, in the same order; together they break no rule.
    List<Event> lift(List<Event> events) {
        List<Event> lifted = new ArrayList<>(events.size());
        for (Event event : events) {
            lifted.add(lift(event, lifted.size()));
        }
        for (Findings findings = judge(lifted); findings.count() > 0; findings = judge(lifted)) {
            for (int index = 0; index < lifted.size(); index++) {
                if (findings.isRefused(index)) {
                    lifted.set(index, carry(events.get(index), index));
                }
            }
        }
        return lifted;
    }

    /// Holds the events against each other. A carried event breaks no rule, so judging comes to an end.
    private Findings judge(List<Event> events) {
        Findings findings = new Findings(1);
        new DocumentRules(session, findings).check(events);
        new SessionRules(findings).check(events);
        return findings;
    }

    private static Event lift(Event event, int index) {
        Event filled = fillIn(event, index);
        return isValid(filled) ? filled : carry(event, index);
    }

    private static boolean isValid(Event event) {
        byte[] bytes = DocumentWriter.bytes(event);
        Findings findings = new Findings(1);
        JsonReader reader = new JsonReader(bytes, 0, bytes.length, WHATEVER_WAS_READ);
        new EventRules(findings, STRICT).check(new EventReader(reader, findings, STRICT).read(0));
        return findings.count() == 0;
    }

    private static Event fillIn(Event event, int index) {
        String role = event.sourceRole();
        String output = event.outputId();
        if (role == null && event.type().equals(Vocabulary.RETRIEVED)) {
            role = "agent";
        }
        if (output == null && event.type().equals(Vocabulary.CITED)) {
            output = event.turnId() == null ? "unknown-" + event.id() : event.turnId();
        }
        return copy(event, index, role, output);
    }

    private static Event copy(Event event, int index, @Nullable String role, @Nullable String output) {
        return new Event(
                index,
                event.id(),
                event.type(),
                event.timestamp(),
                event.turnId(),
                output,
                event.outputElementId(),
                event.citationId(),
                event.presentationId(),
                event.ctxToken(),
                role,
                event.contentTelemetryId(),
                event.contentUrl(),
                event.contentId(),
                event.licenseRef(),
                event.termsRef(),
                event.data(),
                event.rest(),
                event.normalised(),
                event.stripped());
    }

    private static Event carry(Event event, int index) {
        String original = new String(DocumentWriter.bytes(event), StandardCharsets.UTF_8);
        return new Event(
                index,
                null,
                Vocabulary.isNamespaced(event.type()) ? event.type() : "openattribution." + event.type(),
                event.timestamp(),
                event.turnId(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                event.contentId(),
                null,
                null,
                EventData.EMPTY,
                Json.of("{\"data\":{\"original\":" + original + "}}"),
                event.normalised(),
                event.stripped());
    }
}
