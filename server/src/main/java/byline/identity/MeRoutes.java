package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Principal.Person;

/// The signed-in person's own account.
final class MeRoutes {
    private final Users users;
    private final Members members;
    private final LoginSessions sessions;
    private final People people;

    MeRoutes(Users users, Members members, LoginSessions sessions, People people) {
        this.users = users;
        this.members = members;
        this.sessions = sessions;
        this.people = people;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/me", this::show)
                .patch("/api/v1/identity/me", this::rename)
                .delete("/api/v1/identity/me", this::remove);
    }

    private Reply show(Request request) {
        return Reply.ok(users.find(people.require(request).userId()).orElseThrow());
    }

    private record Rename(String name) {}

    private Reply rename(Request request) {
        Person person = people.require(request);
        String name = Texts.name(request.json(Rename.class).name(), "name");
        return Reply.ok(users.rename(People.actor(person, request), person.userId(), name));
    }

    /// Leaves every organisation and forgets the person; refused while an organisation would be left without owner.
    private Reply remove(Request request) {
        Person person = people.require(request);
        if (!members.leaveAll(People.actor(person, request), person.userId())) {
            throw new Refusal(
                    Code.CONFLICT, "You are the last owner of an organisation; name another owner or delete it first");
        }
        sessions.endOthers(People.actor(person, request), "");
        users.forget(People.actor(person, request), person.userId());
        return Reply.noContent().header("Set-Cookie", Cookies.clear(request, Cookies.SESSION));
    }
}
