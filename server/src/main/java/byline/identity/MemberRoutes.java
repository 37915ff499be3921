package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Invitations.Invitation;
import byline.identity.MailTransport.Mail;
import byline.identity.OrganisationAccess.Access;
import byline.keys.Principal.Person;
import byline.keys.Role;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who belongs to an organisation: members, their roles, invitations.
final class MemberRoutes {
    private static final int INVITATIONS_PER_MINUTE = 60;

    private final Members members;
    private final Invitations invitations;
    private final OrganisationAccess access;
    private final LoginSessions sessions;
    private final Outbox outbox;
    private final Throttle throttle;

    MemberRoutes(
            Members members,
            Invitations invitations,
            OrganisationAccess access,
            LoginSessions sessions,
            Outbox outbox,
            Throttle throttle) {
        this.members = members;
        this.invitations = invitations;
        this.access = access;
        this.sessions = sessions;
        this.outbox = outbox;
        this.throttle = throttle;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/organizations/{id}/members", this::list)
                .patch("/api/v1/identity/organizations/{id}/members/{user}", this::changeRole)
                .delete("/api/v1/identity/organizations/{id}/members/{user}", this::remove)
                .post("/api/v1/identity/organizations/{id}/invitations", this::invite)
                .get("/api/v1/identity/organizations/{id}/invitations", this::listInvitations)
                .delete("/api/v1/identity/organizations/{id}/invitations/{invitation}", this::withdraw)
                .post("/api/v1/identity/invitations/accept", this::accept);
    }

    private Reply list(Request request) {
        Access to = access.require(request, Role.VIEWER);
        return Reply.ok(Page.of(members.list(to.organisation().id())));
    }

    private record Change(@Nullable String role) {}

    private Reply changeRole(Request request) {
        Access to = access.require(request, Role.ADMIN);
        String user = request.path("user");
        Role role = role(request.json(Change.class).role());
        mayTouch(to, user, role);
        settle(members.changeRole(to.actor(), to.organisation().id(), user, role));
        return Reply.ok(members.find(to.organisation().id(), user).orElseThrow());
    }

    /// Removing oneself is leaving, which every role may.
    private Reply remove(Request request) {
        String user = request.path("user");
        Access to = access.require(request, Role.VIEWER);
        if (!to.person().userId().equals(user)) {
            access.require(request, Role.ADMIN);
            mayTouch(to, user, Role.VIEWER);
        }
        settle(members.remove(to.actor(), to.organisation().id(), user));
        sessions.leave(user, to.organisation().id());
        return Reply.noContent();
    }

    private record Wish(@Nullable String email, @Nullable String role) {}

    private Reply invite(Request request) {
        Access to = access.require(request, Role.ADMIN);
        Wish wish = request.json(Wish.class);
        String email = Texts.email(wish.email(), "email");
        Role role = role(wish.role());
        mayGrant(to, role);
        throttle.take("invitations of " + to.organisation().id(), INVITATIONS_PER_MINUTE);
        Invitations.Issued issued = invitations
                .issue(to.actor(), to.organisation().id(), email, role)
                .orElseThrow(() -> new Refusal(Code.CONFLICT, "Too many invitations are open; withdraw some first"));
        String origin = request.origin().toString();
        outbox.later(() -> outbox.send(new Mail(
                email,
                "Join " + to.organisation().name() + " on Byline",
                to.person().email() + " invites you to join "
                        + to.organisation().name()
                        + " on Byline.\nSign in with this address within a week and open:\n\n" + origin
                        + "/invitation#token=" + issued.token() + "\n")));
        return Reply.created(issued.invitation());
    }

    private Reply listInvitations(Request request) {
        Access to = access.require(request, Role.ADMIN);
        return Reply.ok(Page.of(invitations.list(to.organisation().id())));
    }

    private Reply withdraw(Request request) {
        Access to = access.require(request, Role.ADMIN);
        if (!invitations.withdraw(to.actor(), to.organisation().id(), request.path("invitation"))) {
            throw new Refusal(Code.NOT_FOUND, "This organisation has no such open invitation");
        }
        return Reply.noContent();
    }

    private record Token(@Nullable String token) {}

    private Reply accept(Request request) {
        Person person = access.people().require(request);
        Invitation accepted = Optional.ofNullable(request.json(Token.class).token())
                .flatMap(token -> invitations.accept(People.actor(person, request), person.email(), token))
                .orElseThrow(() -> new Refusal(
                        Code.NOT_FOUND, "The invitation is used up, withdrawn, too old or for another address"));
        sessions.enter(People.actor(person, request), person.loginSession(), accepted.organizationId());
        return Reply.ok(Map.of("organization_id", accepted.organizationId(), "role", accepted.role()));
    }

    /// Only an owner makes, changes or removes an owner.
    private void mayTouch(Access to, String user, Role role) {
        boolean owner = members.find(to.organisation().id(), user)
                .filter(member -> member.role() == Role.OWNER)
                .isPresent();
        mayGrant(to, owner ? Role.OWNER : role);
    }

    private static void mayGrant(Access to, Role role) {
        if (role == Role.OWNER && to.organisation().role() != Role.OWNER) {
            throw new Refusal(Code.FORBIDDEN, "Only an owner decides about owners");
        }
    }

    private static Role role(@Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(Role::find)
                .orElseThrow(() -> new Refusal(Code.INVALID_PARAMETER, "role must be owner, admin, member or viewer"));
    }

    private static void settle(Members.Outcome outcome) {
        switch (outcome) {
            case UNKNOWN -> throw new Refusal(Code.NOT_FOUND, "This organisation has no such member");
            case LAST_OWNER ->
                throw new Refusal(Code.CONFLICT, "The last owner stays; make someone else an owner first");
            case DONE -> {}
        }
    }
}
