package byline.wire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// R12: what the events of one session document owe each other.
final class SessionRules {
    private static final String RULE = "R12";

    private final Findings findings;
    private final Map<UUID, Event> presentations = new HashMap<>();
    private final Map<UUID, Event> citations = new HashMap<>();
    private final Map<String, UUID> tokens = new HashMap<>();

    SessionRules(Findings findings) {
        this.findings = findings;
    }

    /// @param events those that could be read, the invalid ones included
    void check(List<Event> events) {
        collect(events);
        Set<UUID> ids = new HashSet<>();
        for (Event event : events) {
            findings.enterEvent(event.index(), true);
            if (event.id() != null && !ids.add(event.id())) {
                findings.add(RULE, "/id", "another event of the session has this id");
            }
            refers(event, event.presentationId(), presentations, "/presentation_id");
            refers(event, event.citationId(), citations, "/citation_id");
            token(event);
        }
        findings.leaveEvent();
    }

    private void collect(List<Event> events) {
        for (Event event : events) {
            if (event.id() != null && event.type().equals(Vocabulary.PRESENTED)) {
                presentations.putIfAbsent(event.id(), event);
            } else if (event.id() != null && event.type().equals(Vocabulary.CITED)) {
                citations.putIfAbsent(event.id(), event);
            }
        }
    }

    private void refers(Event event, @Nullable UUID id, Map<UUID, Event> targets, String pointer) {
        if (id == null) {
            return;
        }
        Event target = targets.get(id);
        if (target == null) {
            findings.add(RULE, pointer, "names no event of the session that it could be about");
        } else if (!isSameContent(event, target)) {
            findings.add(RULE, pointer, "names an event about other content");
        }
    }

    private static boolean isSameContent(Event event, Event target) {
        return agree(event.contentId(), target.contentId())
                && agree(canonical(event.contentUrl()), canonical(target.contentUrl()));
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    private static @Nullable String canonical(@Nullable String url) {
        return url == null ? null : ContentUrls.canonical(url);
    }

    private void token(Event event) {
        if (event.ctxToken() == null || event.presentationId() == null) {
            return;
        }
        UUID first = tokens.putIfAbsent(event.ctxToken(), event.presentationId());
        if (first != null && !first.equals(event.presentationId())) {
            findings.add(RULE, "/ctx_token", "one click token on engagements of two presentations");
        }
    }
}
