package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Organisations.Organisation;
import byline.keys.Actor;
import byline.keys.ApiKeys;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.Principal.Person;
import byline.keys.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Organisations: made by any signed-in person, seen by their members.
final class OrganisationRoutes {
    private static final int MOST_ORGANISATIONS = 100;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?");

    private final Organisations organisations;
    private final OrganisationAccess access;
    private final LoginSessions sessions;
    private final ApiKeys keys;
    private final boolean platformsSelfServe;

    /// @param platformsSelfServe whether anyone may make platforms and agents, or the operator reviews them first
    OrganisationRoutes(
            Organisations organisations,
            OrganisationAccess access,
            LoginSessions sessions,
            ApiKeys keys,
            boolean platformsSelfServe) {
        this.organisations = organisations;
        this.access = access;
        this.sessions = sessions;
        this.keys = keys;
        this.platformsSelfServe = platformsSelfServe;
    }

    void register(Routes routes) {
        routes.post("/api/v1/identity/organizations", this::add)
                .get("/api/v1/identity/organizations", this::list)
                .get("/api/v1/identity/organizations/{id}", this::show)
                .patch("/api/v1/identity/organizations/{id}", this::change)
                .delete("/api/v1/identity/organizations/{id}", this::remove)
                .post("/api/v1/identity/organizations/{id}/restore", this::restore);
    }

    /// An organisation as it is answered.
    record Shown(OrganisationId id, String name, String orgType, String slug, Instant createdAt, String role) {
        static Shown of(Organisation one) {
            return new Shown(
                    one.id(),
                    one.name(),
                    one.type().text(),
                    one.slug(),
                    one.createdAt(),
                    one.role().text());
        }
    }

    private record Wish(
            String name, String orgType, @Nullable String slug) {}

    private Reply add(Request request) {
        Person person = access.people().require(request);
        Wish wish = request.json(Wish.class);
        String name = Texts.name(wish.name(), "name");
        OrganisationType type = Optional.ofNullable(wish.orgType())
                .flatMap(OrganisationType::find)
                .orElseThrow(
                        () -> new Refusal(Code.INVALID_PARAMETER, "org_type must be content_owner, platform or agent"));
        if (type != OrganisationType.CONTENT_OWNER && !platformsSelfServe && !person.operator()) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    "The operator of this server reviews platforms and agents first; send an access request");
        }
        if (organisations.list(person.userId()).size() >= MOST_ORGANISATIONS) {
            throw new Refusal(Code.CONFLICT, "One person belongs to at most " + MOST_ORGANISATIONS + " organisations");
        }
        String slug = wish.slug() == null ? Organisations.slug(name) : slug(wish.slug());
        Actor actor = People.actor(person, request);
        Organisation made = organisations
                .add(actor, person.userId(), name, type, slug)
                .or(() -> wish.slug() == null
                        ? organisations.add(actor, person.userId(), name, type, numbered(slug))
                        : Optional.empty())
                .orElseThrow(OrganisationRoutes::taken);
        if (person.organisation() == null) {
            sessions.switchTo(person.loginSession(), made.id());
        }
        return Reply.created(Shown.of(made));
    }

    private static String slug(String text) {
        if (!SLUG.matcher(text).matches()) {
            throw new Refusal(Code.INVALID_PARAMETER, "slug must be 1 to 60 of a-z, 0-9 and inner hyphens");
        }
        return text;
    }

    private static String numbered(String slug) {
        String suffix = "-" + Long.toString(System.nanoTime(), 36);
        return slug.substring(0, Math.min(slug.length(), 60 - suffix.length())) + suffix;
    }

    private Reply list(Request request) {
        Person person = access.people().require(request);
        return Reply.ok(Page.of(
                organisations.list(person.userId()).stream().map(Shown::of).toList()));
    }

    private Reply show(Request request) {
        return Reply.ok(Shown.of(access.require(request, Role.VIEWER).organisation()));
    }

    private record Change(String name, String slug) {}

    private Reply change(Request request) {
        OrganisationAccess.Access to = access.require(request, Role.ADMIN);
        Organisation old = to.organisation();
        Change wish = request.patch(new Change(old.name(), old.slug()), Change.class);
        String slug = String.valueOf(wish.slug());
        boolean free = organisations.change(to.actor(), old, Texts.name(wish.name(), "name"), slug(slug));
        if (!free) {
            throw taken();
        }
        return show(request);
    }

    /// From the answer on its keys name nobody and its members see nothing; its owners have thirty days to regret it.
    private Reply remove(Request request) {
        OrganisationAccess.Access to = access.require(request, Role.OWNER);
        OrganisationId id = to.organisation().id();
        keys.bury(id);
        return Reply.ok(Map.of("id", id, "restorable_until", organisations.remove(to.actor(), id)));
    }

    private Reply restore(Request request) {
        Person person = access.people().require(request);
        OrganisationId id = new OrganisationId(request.path("id"));
        if (!organisations.restore(People.actor(person, request), person.userId(), id)) {
            throw unknown();
        }
        keys.unbury(id);
        return show(request);
    }

    private static Refusal taken() {
        return new Refusal(Code.CONFLICT, "This slug is taken; choose another");
    }

    static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "You belong to no such organisation");
    }
}
