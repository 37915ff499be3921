package byline.telemetry;

import byline.wire.ContentUrls;
import byline.wire.Event;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a click came about (§7.4): what `GET /ctx/{token}` answers. Never the session, never what was said in it, never
/// content of an owner who does not disclose it.
///
/// @param contributingSources null at privacy `minimal`
/// @param sessionSummary null at privacy `minimal`
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClickContext(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Engagement engagement,
        List<Step> lineage,
        @Nullable List<Source> contributingSources,
        @Nullable Summary sessionSummary) {

    /// The click itself, as the agent reported it, else as the destination did.
    ///
    /// @param corroborated whether both did
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Engagement(
            @Nullable String engagementType,
            Instant timestamp,
            @Nullable UUID presentationId,
            @Nullable String outputId,
            @Nullable String outputElementId,
            boolean corroborated) {
        static Engagement of(Event event, @Nullable UUID presentation, boolean corroborated) {
            return new Engagement(
                    Step.word(event, "engagement_type"),
                    event.timestamp(),
                    event.presentationId() != null ? event.presentationId() : presentation,
                    event.outputId(),
                    event.outputElementId(),
                    corroborated);
        }
    }

    /// Another source of the same turn.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(@Nullable String contentUrl, @Nullable String contentId, List<Step> events) {
        /// One entry a source, in the order they first appear.
        static List<Source> of(Collection<Event> events) {
            Map<String, List<Event>> bySource = events.stream()
                    .collect(Collectors.groupingBy(ClickContext::content, LinkedHashMap::new, Collectors.toList()));
            return bySource.values().stream()
                    .map(of -> new Source(
                            of.getFirst().contentUrl(),
                            of.getFirst().contentId(),
                            of.stream().map(Step::of).toList()))
                    .toList();
        }
    }

    /// Counts, and nothing that tells what was counted.
    record Summary(long turns, long distinctSources, Map<String, Long> eventsByType) {
        static Summary of(Collection<Event> events) {
            return new Summary(
                    events.stream()
                            .map(Event::turnId)
                            .filter(java.util.Objects::nonNull)
                            .distinct()
                            .count(),
                    events.stream()
                            .filter(ClickContext::hasContent)
                            .map(ClickContext::content)
                            .distinct()
                            .count(),
                    events.stream().collect(Collectors.groupingBy(Event::type, TreeMap::new, Collectors.counting())));
        }
    }

    static boolean hasContent(Event event) {
        return event.contentId() != null || event.contentUrl() != null;
    }

    /// What identifies content (§4.3): its id, else its canonical address.
    static String content(Event event) {
        return event.contentId() != null ? "id " + event.contentId() : "url " + canonical(event.contentUrl());
    }

    /// One content as one event names it; another may name it by less.
    record Content(@Nullable String id, @Nullable String url) {
        boolean isOf(Event event) {
            if (id != null && event.contentId() != null) {
                return id.equals(event.contentId());
            }
            return url != null && event.contentUrl() != null && canonical(url).equals(canonical(event.contentUrl()));
        }
    }

    private static String canonical(@Nullable String url) {
        return url == null ? "" : ContentUrls.canonical(url);
    }
}
