package byline.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules that one event can be held against alone (R01–R08, R10); those about single values are in [Formats],
/// [DataObjects] and [TurnReader], those that need the envelope or other events in [DocumentRules].
final class EventRules {
    private final Findings findings;
    private final Reading reading;

    EventRules(Findings findings, Reading reading) {
        this.findings = findings;
        this.reading = reading;
    }

    void check(Draft event) {
        r01(event);
        if (event.type != null && !type(event.type)) {
            return;
        }
        r02(event);
        r03(event);
        r04(event);
        if (reading.isOne()) {
            r05(event);
            r07(event);
            r08(event);
            r10(event);
            r14(event);
            deferred(event);
        }
    }

    /// Every event says what happened and when.
    private void r01(Draft event) {
        if (event.type == null) {
            findings.add("R01", "/type", "every event has a type");
        }
        if (event.timestamp == null) {
            findings.add("R01", "/timestamp", "every event has a timestamp");
        }
    }

    /// A bare word is a core type or a commerce type; a type of one's own has a dot in it (§5.2).
    private boolean type(String type) {
        boolean known = isKnown(type) || Vocabulary.isNamespaced(type);
        if (!known) {
            findings.add("type", "/type", "no event type: " + Findings.shown(type));
        }
        return known;
    }

    private boolean isKnown(String type) {
        return isCore(type) || Vocabulary.COMMERCE_TYPES.contains(type);
    }

    private boolean isCore(String type) {
        return isContent(type) || Vocabulary.TURN_TYPES.contains(type);
    }

    private boolean isContent(String type) {
        return Vocabulary.CONTENT_TYPES.contains(type) || (type.equals(Vocabulary.DISPLAYED) && !reading.isOne());
    }

    /// A content event says which content.
    private void r02(Draft event) {
        if (event.type != null && isContent(event.type) && isBlank(event.contentUrl) && isBlank(event.contentId)) {
            findings.add("R02", "/content_url", "a content event has a content_url or a content_id");
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    /// A retrieval says who saw it; the 0.1 line lets that be unknown.
    private void r03(Draft event) {
        boolean missing = event.sourceRole == null;
        if (missing && event.is(Vocabulary.RETRIEVED) && reading.isOne()) {
            findings.add("R03", "/source_role", "a retrieval has a source_role");
        }
        closed("R03", "/source_role", event.sourceRole, Vocabulary.SOURCE_ROLES);
    }

    /// A grounding says how far it reaches; the 0.1 line has had that filled in.
    private void r04(Draft event) {
        if (!event.is(Vocabulary.GROUNDED)) {
            return;
        }
        if (event.data.scope == null && reading.isOne()) {
            findings.add("R04", "/data/scope", "a grounding has a scope");
        }
        closed("R04", "/data/scope", event.data.scope, Vocabulary.SCOPES);
    }

    /// Provenance and cache agree.
    private void r05(Draft event) {
        String provenance = event.data.provenance;
        if (provenance == null || event.type == null || !isCore(event.type)) {
            return;
        }
        closed("R05", "/data/provenance", provenance, Vocabulary.PROVENANCES);
        if (provenance.equals("agent_fetched") && !Boolean.FALSE.equals(event.data.cached)) {
            findings.add("R05", "/data/cached", "agent_fetched content has cached: false");
        }
        if (provenance.equals("agent_cached") && !Boolean.TRUE.equals(event.data.cached)) {
            findings.add("R05", "/data/cached", "agent_cached content has cached: true");
        }
    }

    /// A citation can be named, stands in an output, and is of a known kind.
    private void r07(Draft event) {
        if (!event.is(Vocabulary.CITED)) {
            return;
        }
        isNamedInAnOutput("R07", event, "a citation");
        if (event.data.citationType == null) {
            findings.add("R07", "/data/citation_type", "a citation has a citation_type");
        }
        closed("R07", "/data/citation_type", event.data.citationType, Vocabulary.CITATION_TYPES);
        closed("R07", "/data/position", event.data.position, Vocabulary.POSITIONS);
    }

    /// A presentation can be named, stands in an output, and says what was shown and how.
    private void r08(Draft event) {
        if (!event.is(Vocabulary.PRESENTED)) {
            return;
        }
        isNamedInAnOutput("R08", event, "a presentation");
        if (event.data.presentationKind == null) {
            findings.add("R08", "/data/presentation_kind", "a presentation has a presentation_kind");
        }
        closed("R08", "/data/presentation_kind", event.data.presentationKind, Vocabulary.PRESENTATION_KINDS);
        if (isBlank(event.data.presentationType)) {
            findings.add("R08", "/data/presentation_type", "a presentation has a presentation_type");
        }
    }

    private void isNamedInAnOutput(String rule, Draft event, String what) {
        if (event.id == null) {
            findings.add(rule, "/id", what + " has an id");
        }
        if (isBlank(event.outputId)) {
            findings.add(rule, "/output_id", what + " has an output_id");
        }
    }

    /// Fields stay on their type.
    private void r10(Draft event) {
        belongs(event.presentationId, event.is(Vocabulary.ENGAGED), "/presentation_id", "an engagement");
        belongs(event.ctxToken, event.is(Vocabulary.ENGAGED), "/ctx_token", "an engagement");
        belongs(event.citationId, event.is(Vocabulary.PRESENTED), "/citation_id", "a presentation");
        boolean isTurn = event.type != null && Vocabulary.TURN_TYPES.contains(event.type);
        belongs(event.hasTurn ? event : null, isTurn, "/turn", "a turn event");
    }

    private void belongs(@Nullable Object value, boolean here, String pointer, String owner) {
        if (value != null && !here) {
            findings.add("R10", pointer, "belongs on " + owner + " only");
        }
    }

    /// The address of the content is absolute; other forms are checked as their values are read.
    private void r14(Draft event) {
        String url = event.contentUrl;
        if (url != null && !url.isEmpty() && !ContentUrls.isAbsolute(url)) {
            findings.add("R14", "/content_url", "must be an absolute URL");
        }
    }

    private void deferred(Draft event) {
        if (event.type == null || isCore(event.type)) {
            for (Problem problem : event.deferred()) {
                findings.add(problem.rule(), problem.pointer(), problem.message());
            }
        }
    }

    private void closed(String rule, String pointer, @Nullable String word, Set<String> vocabulary) {
        if (word != null && !vocabulary.contains(word)) {
            findings.add(
                    rule,
                    pointer,
                    "must be one of " + vocabulary.stream().sorted().toList());
        }
    }
}
