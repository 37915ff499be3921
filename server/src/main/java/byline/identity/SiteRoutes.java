package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Sites.Choices;
import byline.identity.Sites.Site;
import byline.keys.Actor;
import byline.keys.OrganisationId;
import byline.keys.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The sites of an organisation and their public keys.
public final class SiteRoutes {
    private static final int MOST_SITES = 1_000;

    private final Sites sites;
    private final OrganisationSettings settings;
    private final People people;

    /// @param settings whose time zone new sites begin with
    public SiteRoutes(Sites sites, OrganisationSettings settings, People people) {
        this.sites = sites;
        this.settings = settings;
        this.people = people;
    }

    public void register(Routes routes) {
        routes.post("/api/v1/identity/sites", this::add)
                .get("/api/v1/identity/sites", this::list)
                .get("/api/v1/identity/sites/{id}", request -> Reply.ok(shown(request, mine(request, Role.VIEWER))))
                .patch("/api/v1/identity/sites/{id}", this::change)
                .delete("/api/v1/identity/sites/{id}", this::remove)
                .post(
                        "/api/v1/identity/sites/{id}/rotate-key",
                        request ->
                                Reply.ok(shown(request, sites.rotateKey(actor(request), mine(request, Role.ADMIN)))));
    }

    /// A site as it is answered, with the line to paste into its pages.
    record Shown(
            String id,
            OrganisationId organizationId,
            String domain,
            String key,
            List<String> allowedOrigins,
            String timeZone,
            boolean recordsViews,
            boolean joinsVisits,
            boolean showsBadge,
            Instant createdAt,
            @Nullable Instant workerSeenAt,
            String snippet) {}

    private static Shown shown(Request request, Site site) {
        return new Shown(
                site.id(),
                site.organizationId(),
                site.domain(),
                site.key(),
                site.allowedOrigins(),
                site.timeZone().getId(),
                site.recordsViews(),
                site.choices().joinsVisits(),
                site.choices().showsBadge(),
                site.createdAt(),
                site.workerSeenAt(),
                "<script defer src=\"" + request.origin() + "/b.js\" data-site=\"" + site.key() + "\"></script>");
    }

    private record Wish(String domain) {}

    private Reply add(Request request) {
        People.Member member = people.require(request, Role.MEMBER);
        String domain = Texts.host(request.json(Wish.class).domain(), "domain");
        if (sites.list(member.organisation()).size() >= MOST_SITES) {
            throw new Refusal(Code.CONFLICT, "An organisation has at most " + MOST_SITES + " sites");
        }
        boolean taken = sites.list(member.organisation()).stream()
                .anyMatch(site -> site.domain().equals(domain));
        if (taken) {
            throw new Refusal(Code.CONFLICT, "This organisation already has a site for " + domain);
        }
        ZoneId zone = ZoneId.of(settings.of(member.organisation()).timeZone());
        return Reply.created(shown(request, sites.add(member.actor(), member.organisation(), domain, zone)));
    }

    private Reply list(Request request) {
        People.Member member = people.require(request, Role.VIEWER);
        return Reply.ok(Page.of(sites.list(member.organisation()).stream()
                .map(site -> shown(request, site))
                .toList()));
    }

    private record Change(
            @Nullable List<String> allowedOrigins,
            @Nullable String timeZone,
            @Nullable Boolean recordsViews,
            @Nullable Boolean joinsVisits,
            @Nullable Boolean showsBadge) {}

    private Reply change(Request request) {
        Site site = mine(request, Role.MEMBER);
        Change change = request.json(Change.class);
        List<String> origins = change.allowedOrigins() == null
                ? site.allowedOrigins()
                : change.allowedOrigins().stream()
                        .map(host -> Texts.host(host, "allowed_origins"))
                        .toList();
        return Reply.ok(shown(
                request,
                sites.update(
                        actor(request),
                        site,
                        site.with(new Choices(
                                origins,
                                zone(change.timeZone(), site.timeZone()),
                                Objects.requireNonNullElse(change.recordsViews(), site.recordsViews()),
                                Objects.requireNonNullElse(
                                        change.joinsVisits(), site.choices().joinsVisits()),
                                Objects.requireNonNullElse(
                                        change.showsBadge(), site.choices().showsBadge()))))));
    }

    private static ZoneId zone(@Nullable String text, ZoneId unchanged) {
        try {
            return text == null ? unchanged : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new Refusal(Code.INVALID_PARAMETER, "time_zone must be an IANA name such as Europe/Berlin");
        }
    }

    private Reply remove(Request request) {
        sites.remove(actor(request), mine(request, Role.ADMIN));
        return Reply.noContent();
    }

    private Actor actor(Request request) {
        return People.actor(people.require(request), request);
    }

    private Site mine(Request request, Role least) {
        People.Member member = people.require(request, least);
        return sites.find(member.organisation(), request.path("id"))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "This organisation has no such site"));
    }
}
