package byline.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules that an event keeps only together with its envelope (R09, R11, R13); those between events are
/// [SessionRules].
final class DocumentRules {
    private static final int SHORTEST_TOKEN = 16;
    private static final int LONGEST_TOKEN = 240;

    private final Envelope envelope;
    private final Findings findings;

    DocumentRules(Envelope envelope, Findings findings) {
        this.envelope = envelope;
        this.findings = findings;
    }

    /// @param events those that could be read, the invalid ones included
    void check(List<Event> events) {
        if (envelope.version() == WireVersion.V1_0) {
            r11(envelope.ctxToken(), "/ctx_token");
        }
        if (envelope.documentType() != DocumentType.SESSION) {
            r13(events);
        }
        if (envelope.version() == WireVersion.V1_0) {
            for (Event event : events) {
                findings.enterEvent(event.index(), envelope.documentType() != DocumentType.EVENT);
                r09(event);
                r11(event.ctxToken(), "/ctx_token");
                r11(event);
            }
            findings.leaveEvent();
        }
    }

    /// An agent says on which presentation the engagement was; a destination, which has only the token, does not.
    private void r09(Event event) {
        if (!event.type().equals(Vocabulary.ENGAGED)) {
            return;
        }
        if (envelope.ctxToken() != null && event.presentationId() != null) {
            findings.add("R09", "/presentation_id", "an engagement delivered with a ctx_token names no presentation");
        }
        if (envelope.ctxToken() == null && event.presentationId() == null && isByAgent(event)) {
            findings.add("R09", "/presentation_id", "an agent's engagement names its presentation");
        }
    }

    private boolean isByAgent(Event event) {
        return envelope.documentType() == DocumentType.SESSION
                || event.sourceRole() == null
                || event.sourceRole().equals("agent");
    }

    /// A click token has the form that issuers mint.
    private void r11(@Nullable String token, String pointer) {
        if (token != null && !isToken(token)) {
            findings.add("R11", pointer, "a click token is ct_ and 16 to 240 of A-Z, a-z, 0-9, _ and -");
        }
    }

    /// An envelope's click token accompanies engagements only.
    private void r11(Event event) {
        if (envelope.ctxToken() != null && !event.type().equals(Vocabulary.ENGAGED)) {
            findings.add("R11", "/type", "a delivery with a ctx_token carries engagements only");
        }
    }

    private static boolean isToken(String token) {
        int length = token.length() - 3;
        if (!token.startsWith("ct_") || length < SHORTEST_TOKEN || length > LONGEST_TOKEN) {
            return false;
        }
        for (int at = 3; at < token.length(); at++) {
            if (!Ascii.isWordCharacter(token.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    /// Without a session and without a token there are only retrievals; on the 0.1 line engagements too.
    private void r13(List<Event> events) {
        if (envelope.sessionId() != null || envelope.ctxToken() != null) {
            return;
        }
        for (Event event : events) {
            boolean old = envelope.version() == WireVersion.V0_1 && event.type().equals(Vocabulary.ENGAGED);
            if (!event.type().equals(Vocabulary.RETRIEVED) && !old) {
                findings.add("R13", "/session_id", "only retrievals come without a session_id or a ctx_token");
                return;
            }
        }
    }
}
