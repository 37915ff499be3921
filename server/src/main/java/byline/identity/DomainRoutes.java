package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.OrganisationId;
import byline.keys.Role;
import byline.verify.DomainLooks;
import byline.verify.PublicSuffixes;
import byline.verify.Sighting;
import byline.verify.Sighting.Check;
import byline.verify.Sighting.Outcome;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;

/// The domains of an organisation: claimed by anyone, owned by who proves control.
final class DomainRoutes {
    static final int LOOKS_PER_MINUTE = 20;
    private static final int MOST_DOMAINS = 1_000;

    private final Domains domains;
    private final DomainLooks looks;
    private final PublicSuffixes suffixes;
    private final People people;
    private final Throttle throttle;

    DomainRoutes(Domains domains, DomainLooks looks, PublicSuffixes suffixes, People people, Throttle throttle) {
        this.domains = domains;
        this.looks = looks;
        this.suffixes = suffixes;
        this.people = people;
        this.throttle = throttle;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/domains", this::list)
                .post("/api/v1/identity/domains", this::claim)
                .post("/api/v1/identity/domains/{id}/verify", this::verify)
                .delete("/api/v1/identity/domains/{id}", this::remove);
    }

    /// A bare array: clients of this dialect expect one here.
    private Reply list(Request request) {
        return Reply.ok(domains.list(people.require(request, Role.VIEWER).organisation()));
    }

    private record Wish(String domain) {}

    private Reply claim(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        OrganisationId organisation = member.organisation();
        String host = Texts.host(request.json(Wish.class).domain(), "domain");
        if (suffixes.contain(host)) {
            throw new Refusal(
                    Code.INVALID_PARAMETER,
                    host + " is a public suffix: anyone can register names below it, so nobody can own it here");
        }
        if (domains.list(organisation).size() >= MOST_DOMAINS) {
            throw new Refusal(Code.CONFLICT, "An organisation claims at most " + MOST_DOMAINS + " domains");
        }
        Optional<Domain> known = domains.findByName(organisation, host);
        return known.isPresent()
                ? Reply.ok(known.get())
                : Reply.created(domains.add(member.actor(), organisation, host));
    }

    private record Verified(@JsonUnwrapped Domain domain, List<Check> checks) {}

    private Reply verify(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        Domain claim = domains.find(member.organisation(), request.path("id")).orElseThrow(DomainRoutes::unknown);
        throttle.take("looks of " + member.organisation(), LOOKS_PER_MINUTE);
        Sighting sighting = looks.look(claim.domain());
        List<Check> checks = sighting.checks(claim.proof());
        Optional<Check> proof = checks.stream()
                .filter(check -> check.outcome() == Outcome.FOUND)
                .findFirst();
        if (proof.isEmpty()) {
            return Reply.ok(new Verified(claim, checks));
        }
        domains.yieldUnproved(member.actor(), claim, sighting);
        Domain proved = domains.prove(member.actor(), claim, proof.get().method())
                .orElseThrow(() -> new Refusal(
                                Code.CONFLICT,
                                "Another organisation has proved this domain and its proof still stands; remove its token, then verify again")
                        .with("checks", checks));
        return Reply.ok(new Verified(proved, checks));
    }

    private Reply remove(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        if (!domains.remove(member.actor(), member.organisation(), request.path("id"))) {
            throw unknown();
        }
        return Reply.noContent();
    }

    private static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "This organisation has no such domain");
    }
}
