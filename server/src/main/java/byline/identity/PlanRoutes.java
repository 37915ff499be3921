package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Keys;
import byline.keys.MonthlyEvents;
import byline.keys.OrganisationId;
import byline.keys.Plan;
import byline.keys.Principal.Person;
import byline.keys.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an organisation's plan includes and how much of it is used; the operators of this server choose the plan.
final class PlanRoutes {
    private final Keys keys;
    private final Organisations organisations;
    private final Sites sites;
    private final OrganisationAccess access;

    PlanRoutes(Keys keys, Organisations organisations, Sites sites, OrganisationAccess access) {
        this.keys = keys;
        this.organisations = organisations;
        this.sites = sites;
        this.access = access;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/organizations/{id}/plan", this::show)
                .get("/api/v1/identity/operator/organizations/{id}/plan", this::showAny)
                .patch("/api/v1/identity/operator/organizations/{id}/plan", this::change);
    }

    private record Used(long apiKeys, long sites, long eventsThisMonth, long eventsRefusedThisMonth) {}

    /// Limits are null where there is none.
    private record Shown(
            OrganisationId organizationId,
            String plan,
            @Nullable Integer apiKeys,
            @Nullable Integer sites,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer eventsPerMonth,
            boolean hourlyTimeSeries,
            Used used) {}

    private Reply show(Request request) {
        return shown(access.require(request, Role.VIEWER).organisation().id());
    }

    private Reply showAny(Request request) {
        access.people().requireOperator(request);
        return shown(known(request));
    }

    private record Wish(@Nullable String plan) {}

    private Reply change(Request request) {
        Person operator = access.people().requireOperator(request);
        OrganisationId id = known(request);
        Plan plan = Optional.ofNullable(request.json(Wish.class).plan())
                .flatMap(keys.plans()::find)
                .orElseThrow(() -> new Refusal(
                        Code.INVALID_PARAMETER,
                        "plan must be one of " + String.join(", ", keys.plans().names())));
        keys.plans().change(People.actor(operator, request), id, plan);
        return shown(id);
    }

    private OrganisationId known(Request request) {
        return organisations
                .find(new OrganisationId(request.path("id")))
                .map(Organisations.Public::id)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "There is no such organisation"));
    }

    private Reply shown(OrganisationId id) {
        Plan plan = keys.plans().of(id);
        MonthlyEvents.Count events = keys.monthlyEvents().count(id);
        return Reply.ok(new Shown(
                id,
                plan.name(),
                plan.apiKeys(),
                plan.sites(),
                plan.requestsPerMinute(),
                plan.eventsPerMonth(),
                plan.hourlyTimeSeries(),
                new Used(keys.apiKeys().countLive(id), sites.list(id).size(), events.stored(), events.refused())));
    }
}
