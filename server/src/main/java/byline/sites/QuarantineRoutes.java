package byline.sites;

import byline.http.Code;
import byline.http.Json;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.People;
import byline.identity.Sites;
import byline.identity.Sites.Site;
import byline.keys.Role;
import byline.keys.SecretText;
import byline.sites.Quarantine.Decision;
import byline.sites.Quarantine.Mark;
import byline.sites.SliceWish.Span;
import byline.store.Events;
import byline.store.SliceDecision.Action;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The review of what a site was sent by whom it may concern: its people look, its owners and admins decide.
public final class QuarantineRoutes {
    private static final String PATH = "/api/v1/identity/sites/{id}/quarantine";
    private static final int DEFAULT_DAYS = 7;

    private final Sites sites;
    private final People people;
    private final Quarantine quarantine;
    private final SecureRandom random;
    private final Clock clock;

    public QuarantineRoutes(Sites sites, People people, Events events, SecureRandom random, Clock clock) {
        this.sites = sites;
        this.people = people;
        this.quarantine = new Quarantine(events);
        this.random = random;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.get(PATH, this::review)
                .get(PATH + "/decisions", this::list)
                .post(PATH + "/decisions", this::decide)
                .post(PATH + "/decisions/{decision}/undo", this::undo);
    }

    private Reply review(Request request) {
        Site site = site(request, people.require(request, Role.VIEWER));
        LocalDate today = LocalDate.ofInstant(clock.instant(), site.timeZone());
        Span span = Span.of(
                request.query("start").orElse(today.minusDays(DEFAULT_DAYS).toString()),
                request.query("end").orElse(today.toString()),
                site);
        return Reply.ok(quarantine.review(site, span));
    }

    private record Decisions(List<Decision> items) {}

    private Reply list(Request request) {
        return Reply.ok(new Decisions(quarantine.list(site(request, people.require(request, Role.VIEWER)))));
    }

    private record Wish(@Nullable String action, @Nullable SliceWish slice) {}

    private Reply decide(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        Site site = site(request, member);
        Wish wish = request.json(Wish.class);
        SliceWish slice = wish.slice();
        if (slice == null) {
            throw new Refusal(Code.INVALID_PARAMETER, "slice must say which events are meant");
        }
        Action action =
                switch (String.valueOf(wish.action())) {
                    case "remove" -> Action.REMOVE;
                    case "restore" -> Action.RESTORE;
                    default -> throw new Refusal(Code.INVALID_PARAMETER, "action must be remove or restore");
                };
        Decision made = quarantine.decide(site, slice, mark(member, action));
        sites.note(member.actor(), site, "slice_" + made.action() + "d", Map.of(), words(made));
        return Reply.created(made);
    }

    private Reply undo(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        Site site = site(request, member);
        String id = request.path("decision");
        if (quarantine.find(site, id).isEmpty()) {
            throw new Refusal(Code.NOT_FOUND, "This site has no such decision");
        }
        Decision undone = quarantine
                .undo(site, id, mark(member, Action.UNDO))
                .orElseThrow(() -> new Refusal(Code.CONFLICT, "This decision is taken back already"));
        sites.note(member.actor(), site, "slice_decision_undone", words(undone), Map.of());
        return Reply.ok(undone);
    }

    private Mark mark(People.Member member, Action action) {
        return new Mark(
                SecretText.id("sli_", random),
                action,
                clock.instant(),
                member.actor().id());
    }

    private static Map<String, Object> words(Decision made) {
        return Map.of(
                "decision",
                made.id(),
                "slice",
                Json.tree(made.slice().getBytes(StandardCharsets.UTF_8)),
                "events",
                made.events());
    }

    private Site site(Request request, People.Member member) {
        return sites.find(member.organisation(), request.path("id"))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "This organisation has no such site"));
    }
}
