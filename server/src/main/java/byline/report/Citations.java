package byline.report;

import byline.store.Events.Row;
import byline.wire.ContentUrls;
import byline.wire.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Flags citations that nothing speaks for: their session tells of no grounding of the same content (§4.3).
final class Citations {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final Reports reports;

    Citations(Reports reports) {
        this.reports = reports;
    }

    /// An event, and who reported it, which a reader is not told.
    record Reported(String reporter, EventItem item) {
        static Reported of(Row row) {
            return new Reported(Objects.requireNonNull(row.text("reporter")), EventItem.of(row));
        }

        boolean isCitation() {
            return item.eventType().equals(Stage.CITED.eventType());
        }

        Set<Source> sources() {
            return Source.of(reporter, item.sessionId(), item.contentId(), item.contentUrl());
        }
    }

    private record Session(String reporter, UUID id) {
        static Optional<Session> of(Reported event) {
            return Optional.ofNullable(event.item().sessionId())
                    .map(id -> new Session(event.reporter(), UUID.fromString(id)));
        }

        static Session of(Row row) {
            return new Session(
                    Objects.requireNonNull(row.text("reporter")),
                    UUID.fromString(Objects.requireNonNull(row.text("session_id"))));
        }
    }

    private record Opening(Session session, Instant at) {
        static Opening of(Row row) {
            return new Opening(Session.of(row), Objects.requireNonNull(row.instant("timestamp")));
        }
    }

    /// A name by which a session knows its content.
    private record Source(String reporter, @Nullable String session, boolean isId, String name) {
        static Set<Source> of(
                String reporter, @Nullable String session, @Nullable String contentId, @Nullable String contentUrl) {
            Set<Source> sources = new HashSet<>();
            if (contentId != null) {
                sources.add(new Source(reporter, session, true, contentId));
            }
            if (contentUrl != null) {
                sources.add(new Source(reporter, session, false, ContentUrls.canonical(contentUrl)));
            }
            return sources;
        }

        static Set<Source> of(Row row) {
            return of(
                    Objects.requireNonNull(row.text("reporter")),
                    row.text("session_id"),
                    row.text("content_id"),
                    row.text("content_url"));
        }
    }

    /// The events with their flags. Every grounding that the reader may see counts, also one it did not ask for.
    ///
    /// @param parameters of the question that the events answer
    List<EventItem> flagged(Map<String, @Nullable Object> parameters, List<Reported> events) {
        Set<Source> grounded = grounded(
                parameters, events.stream().filter(Reported::isCitation).toList());
        return events.stream()
                .map(event -> event.isCitation()
                        ? event.item().flagged(event.sources().stream().noneMatch(grounded::contains))
                        : event.item())
                .toList();
    }

    /// Which of the citations' sources their sessions were grounded on. Keeps no more than was cited.
    private Set<Source> grounded(Map<String, @Nullable Object> parameters, List<Reported> citations) {
        Set<Session> sessions = citations.stream()
                .flatMap(citation -> Session.of(citation).stream())
                .collect(Collectors.toSet());
        Set<Source> grounded = new HashSet<>();
        if (!sessions.isEmpty()) {
            Set<Source> cited = citations.stream()
                    .flatMap(citation -> citation.sources().stream())
                    .collect(Collectors.toSet());
            Map<String, @Nullable Object> asked = new HashMap<>(parameters);
            asked.put("sessions", sessions.stream().map(Session::id).distinct().toList());
            asked.put("opened", opened(sessions, asked));
            reports.read("groundings", asked, row -> {
                Source.of(row).stream().filter(cited::contains).forEach(grounded::add);
                return Boolean.TRUE;
            });
        }
        return grounded;
    }

    /// When the first of the sessions was opened; null if that is not known of each.
    private @Nullable Instant opened(Set<Session> sessions, Map<String, @Nullable Object> asked) {
        List<Opening> openings = reports.read("openings", asked, Opening::of).stream()
                .filter(opening -> sessions.contains(opening.session()))
                .toList();
        return openings.size() < sessions.size()
                ? null
                : Collections.min(openings.stream().map(Opening::at).toList()).minus(CLOCK_SKEW);
    }
}
