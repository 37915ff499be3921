package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.Principal.Person;
import byline.keys.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Organisations: made by any signed-in person, seen by their members.
public final class OrganisationRoutes {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?");

    private final Organisations organisations;
    private final LoginSessions sessions;
    private final People people;

    public OrganisationRoutes(Organisations organisations, LoginSessions sessions, People people) {
        this.organisations = organisations;
        this.sessions = sessions;
        this.people = people;
    }

    public void register(Routes routes) {
        routes.post("/api/v1/identity/organizations", this::add)
                .get("/api/v1/identity/organizations", this::list)
                .get("/api/v1/identity/organizations/{id}", this::show)
                .patch("/api/v1/identity/organizations/{id}", this::rename);
    }

    /// An organisation as it is answered.
    record Shown(OrganisationId id, String name, String orgType, String slug, Instant createdAt, String role) {
        static Shown of(Organisations.Organisation one) {
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
        Person person = people.require(request);
        Wish wish = request.json(Wish.class);
        String name = Texts.name(wish.name(), "name");
        OrganisationType type = Optional.ofNullable(wish.orgType())
                .flatMap(OrganisationType::find)
                .orElseThrow(
                        () -> new Refusal(Code.INVALID_PARAMETER, "org_type must be content_owner, platform or agent"));
        String slug = wish.slug() == null ? Organisations.slug(name) : wish.slug();
        if (!SLUG.matcher(slug).matches()) {
            throw new Refusal(Code.INVALID_PARAMETER, "slug must be 1 to 60 of a-z, 0-9 and inner hyphens");
        }
        Organisations.Organisation made = organisations
                .add(person.userId(), name, type, slug)
                .or(() -> wish.slug() == null
                        ? organisations.add(person.userId(), name, type, numbered(slug))
                        : Optional.empty())
                .orElseThrow(() -> new Refusal(Code.CONFLICT, "This slug is taken; choose another"));
        if (person.organisation() == null) {
            sessions.switchTo(person.loginSession(), made.id());
        }
        return Reply.created(Shown.of(made));
    }

    private static String numbered(String slug) {
        String suffix = "-" + Long.toString(System.nanoTime(), 36);
        return slug.substring(0, Math.min(slug.length(), 60 - suffix.length())) + suffix;
    }

    private Reply list(Request request) {
        Person person = people.require(request);
        return Reply.ok(Page.of(
                organisations.list(person.userId()).stream().map(Shown::of).toList()));
    }

    private Reply show(Request request) {
        return Reply.ok(Shown.of(mine(request, Role.VIEWER)));
    }

    private record Rename(String name) {}

    private Reply rename(Request request) {
        Organisations.Organisation one = mine(request, Role.ADMIN);
        organisations.rename(one.id(), Texts.name(request.json(Rename.class).name(), "name"));
        return show(request);
    }

    private Organisations.Organisation mine(Request request, Role least) {
        Person person = people.require(request);
        Organisations.Organisation one =
                organisations.find(person.userId(), request.path("id")).orElseThrow(OrganisationRoutes::unknown);
        if (!one.role().atLeast(least)) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    "This needs the role " + least.text() + " and yours is "
                            + one.role().text());
        }
        return one;
    }

    static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "You belong to no such organisation");
    }
}
