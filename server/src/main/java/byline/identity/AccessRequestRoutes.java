package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.AccessRequests.AccessRequest;
import byline.identity.MailTransport.Mail;
import byline.keys.Actor;
import byline.keys.OrganisationType;
import byline.keys.Principal.Person;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asking to be let in as a platform or agent, and the operators' answer.
final class AccessRequestRoutes {
    private static final int LONGEST_TEXT = 2_000;

    private final AccessRequests requests;
    private final Organisations organisations;
    private final Users users;
    private final People people;
    private final Outbox outbox;

    AccessRequestRoutes(
            AccessRequests requests, Organisations organisations, Users users, People people, Outbox outbox) {
        this.requests = requests;
        this.organisations = organisations;
        this.users = users;
        this.people = people;
        this.outbox = outbox;
    }

    void register(Routes routes) {
        register(routes, "/api/v1/identity/platform-access-requests", OrganisationType.PLATFORM);
        register(routes, "/api/v1/identity/agent-access-requests", OrganisationType.AGENT);
        routes.get("/api/v1/identity/operator/access-requests", this::review)
                .post("/api/v1/identity/operator/access-requests/{id}/approve", this::approve)
                .post("/api/v1/identity/operator/access-requests/{id}/reject", this::reject);
    }

    private void register(Routes routes, String path, OrganisationType type) {
        routes.post(path, request -> ask(request, type)).get(path, request -> own(request, type));
    }

    private record Wish(
            @Nullable String organizationName,
            @Nullable String adminEmail,
            @Nullable String useCase) {}

    private Reply ask(Request request, OrganisationType type) {
        Person person = people.require(request);
        Wish wish = request.json(Wish.class);
        AccessRequest made = requests.add(
                        People.actor(person, request),
                        new AccessRequests.Wish(
                                type,
                                Texts.name(wish.organizationName(), "organization_name"),
                                Texts.email(wish.adminEmail(), "admin_email"),
                                text(wish.useCase(), "use_case")))
                .orElseThrow(() -> new Refusal(Code.CONFLICT, "Your earlier requests have to be answered first"));
        for (Users.User operator : users.operators()) {
            mail(
                    operator.email(),
                    "Access request from " + made.organizationName(),
                    person.email() + " asks for access as " + type.text() + " for " + made.organizationName() + ":\n\n"
                            + made.useCase() + "\n\nAnswer it in the dashboard of " + request.origin());
        }
        return Reply.created(made);
    }

    private Reply own(Request request, OrganisationType type) {
        return Reply.ok(Page.of(requests.listOf(people.require(request).userId(), type)));
    }

    private Reply review(Request request) {
        people.requireOperator(request);
        return Reply.ok(Page.of(requests.listByStatus(request.query("status").orElse("pending"))));
    }

    private Reply approve(Request request) {
        Person operator = people.requireOperator(request);
        AccessRequest asked = settle(request, operator, "approved", "");
        Users.User owner = users.findOrAdd(asked.adminEmail(), false);
        Actor actor = People.actor(operator, request);
        String name = asked.organizationName();
        Organisations.Organisation made = organisations
                .add(actor, owner.id(), name, asked.orgType(), Organisations.slug(name))
                .or(() -> organisations.add(
                        actor,
                        owner.id(),
                        name,
                        asked.orgType(),
                        asked.id().toLowerCase(java.util.Locale.ROOT).replace('_', '-')))
                .orElseThrow();
        requests.link(asked.id(), made.id());
        mail(
                asked.adminEmail(),
                name + " is in",
                "The request for " + name + " was approved. Sign in with this address at " + request.origin()
                        + " to make API keys.\n");
        return Reply.ok(requests.find(asked.id()).orElseThrow());
    }

    private record Reason(@Nullable String reason) {}

    private Reply reject(Request request) {
        Person operator = people.requireOperator(request);
        String reason = text(request.json(Reason.class).reason(), "reason");
        AccessRequest asked = settle(request, operator, "rejected", reason);
        mail(
                asked.adminEmail(),
                "About the request for " + asked.organizationName(),
                "The request for " + asked.organizationName() + " was not approved:\n\n" + reason + "\n");
        return Reply.ok(asked);
    }

    private AccessRequest settle(Request request, Person operator, String status, String reason) {
        String id = request.path("id");
        AccessRequest asked =
                requests.find(id).orElseThrow(() -> new Refusal(Code.NOT_FOUND, "There is no such access request"));
        if (!requests.settle(People.actor(operator, request), id, status, reason)) {
            throw new Refusal(Code.CONFLICT, "This request has been answered: " + asked.status());
        }
        return requests.find(id).orElseThrow();
    }

    private void mail(String to, String subject, String text) {
        outbox.later(() -> outbox.send(new Mail(to, subject, text)));
    }

    private static String text(@Nullable String text, String field) {
        String stripped = Objects.requireNonNullElse(text, "").strip();
        return Optional.of(stripped)
                .filter(one -> !one.isEmpty() && one.length() <= LONGEST_TEXT)
                .orElseThrow(() ->
                        new Refusal(Code.INVALID_PARAMETER, field + " must be 1 to " + LONGEST_TEXT + " characters"));
    }
}
