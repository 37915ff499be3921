package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import byline.identity.Organisations.Organisation;
import byline.keys.Actor;
import byline.keys.Principal.Person;
import byline.keys.Role;

/// Opens the organisation in a route's `{id}` to those of its members who have a role there. For everybody else it
/// does not exist.
final class OrganisationAccess {
    private final Organisations organisations;
    private final People people;

    OrganisationAccess(Organisations organisations, People people) {
        this.organisations = organisations;
        this.people = people;
    }

    /// @param organisation with the person's own role in it
    record Access(Person person, Organisation organisation, Actor actor) {}

    Access require(Request request, Role least) {
        Person person = people.require(request);
        Organisation one =
                organisations.find(person.userId(), request.path("id")).orElseThrow(OrganisationRoutes::unknown);
        if (!one.role().atLeast(least)) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    "This needs the role " + least.text() + " and yours is "
                            + one.role().text());
        }
        return new Access(person, one, People.actor(person, request));
    }

    People people() {
        return people;
    }
}
