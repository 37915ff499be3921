package byline.telemetry;

import byline.http.Json;
import byline.identity.OrganisationSettings;
import byline.keys.OrganisationId;
import byline.store.Events;
import byline.telemetry.SessionEvents.Owned;
import byline.wire.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells how a click came about, as far as everyone whose content or session it was agrees.
final class ClickContexts {
    private static final String ENGAGED = "content_engaged";
    private static final Set<String> LINEAGE =
            Set.of("content_retrieved", "content_grounded", "content_cited", "content_presented", "content_displayed");
    private static final Set<String> CONTRIBUTING =
            Set.of("content_grounded", "content_cited", "content_presented", "content_displayed");

    private final ClickTokens tokens;
    private final Sessions sessions;
    private final SessionEvents sessionEvents;
    private final OrganisationSettings settings;
    private final Events events;

    ClickContexts(
            ClickTokens tokens,
            Sessions sessions,
            SessionEvents sessionEvents,
            OrganisationSettings settings,
            Events events) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.sessionEvents = sessionEvents;
        this.settings = settings;
        this.events = events;
    }

    /// The context of a token; nothing for one that is unknown, expired or ambiguous, or whose agent does not share.
    Optional<ClickContext> find(String token) {
        return tokens.find(token)
                .filter(binding -> settings.of(binding.issuer()).shareSessionsViaClickTokens())
                .flatMap(binding -> sessions.findStart(binding.issuer(), binding.session())
                        .map(start -> context(token, binding, start.at())));
    }

    private ClickContext context(String token, ClickTokens.Binding binding, Instant opened) {
        List<Owned> session = sessionEvents.list(binding.issuer(), binding.session(), opened).stream()
                .filter(owned -> !owned.event().type().startsWith("byline."))
                .toList();
        List<Event> all = session.stream().map(Owned::event).toList();
        Optional<Event> click = all.stream()
                .filter(event -> event.type().equals(ENGAGED) && token.equals(event.ctxToken()))
                .findFirst();
        ClickContext.Content clicked = clicked(binding, all);
        @Nullable String turn = turn(binding, click, all);
        ClickContext.Engagement engagement = engagement(token, binding, click);
        List<Step> lineage = all.stream()
                .filter(event -> LINEAGE.contains(event.type()) && clicked.isOf(event))
                .map(Step::of)
                .toList();
        if (isMinimal(turn, all)) {
            return new ClickContext(engagement, lineage, null, null);
        }
        List<Event> others = session.stream()
                .filter(owned -> isOfTurn(owned.event(), turn))
                .filter(owned -> !clicked.isOf(owned.event()))
                .filter(owned -> isDisclosed(owned.owner()))
                .map(Owned::event)
                .toList();
        return new ClickContext(engagement, lineage, ClickContext.Source.of(others), ClickContext.Summary.of(all));
    }

    private ClickContext.@Nullable Engagement engagement(
            String token, ClickTokens.Binding binding, Optional<Event> click) {
        List<Owned> reports = events.read(
                "telemetry/destination_reports",
                Map.of("token", token, "since", binding.since().minus(Duration.ofDays(1))),
                SessionEvents::owned);
        return click.or(() -> reports.stream().map(Owned::event).findFirst())
                .map(event -> ClickContext.Engagement.of(
                        event, binding.presentation(), click.isPresent() && !reports.isEmpty()))
                .orElse(null);
    }

    /// The clicked content: that of the presentation, where it is known, else of the link.
    private static ClickContext.Content clicked(ClickTokens.Binding binding, List<Event> all) {
        return presented(binding, all)
                .map(event -> new ClickContext.Content(event.contentId(), event.contentUrl()))
                .orElseGet(() -> new ClickContext.Content(binding.contentId(), binding.contentUrl()));
    }

    private static @Nullable String turn(ClickTokens.Binding binding, Optional<Event> click, List<Event> all) {
        return Stream.concat(click.stream(), presented(binding, all).stream())
                .map(Event::turnId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Optional<Event> presented(ClickTokens.Binding binding, List<Event> all) {
        return all.stream()
                .filter(event -> event.type().equals("content_presented"))
                .filter(event -> event.id() != null && event.id().equals(binding.presentation()))
                .findFirst();
    }

    private static boolean isOfTurn(Event event, @Nullable String turn) {
        return CONTRIBUTING.contains(event.type())
                && ClickContext.hasContent(event)
                && (Objects.equals(turn, event.turnId())
                        || ("content_grounded".equals(event.type()) && "session".equals(Step.word(event, "scope"))));
    }

    /// A turn that declares no level is treated as the most private one.
    private static boolean isMinimal(@Nullable String turn, List<Event> all) {
        List<String> levels = all.stream()
                .filter(event -> turn != null && turn.equals(event.turnId()))
                .map(event -> Json.tree(event.rest().bytes()).path("turn").path("privacy_level"))
                .filter(level -> level.isString())
                .map(level -> level.stringValue())
                .toList();
        return levels.isEmpty() || levels.contains("minimal");
    }

    private boolean isDisclosed(@Nullable String owner) {
        if (owner == null) {
            return false;
        }
        OrganisationSettings.Settings chosen = settings.of(new OrganisationId(owner));
        return chosen.contributingSourceDisclosure() && chosen.visibleInClickTokenLookups();
    }
}
