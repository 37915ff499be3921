package byline.keys;

import byline.database.IdentityDatabase;
import byline.http.Code;
import byline.http.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which plan an organisation is on. In memory, since every request of a key asks.
public final class Plans {
    /// The plans of this server.
    ///
    /// @param usual of an organisation nobody has put on another
    public record Offer(List<Plan> plans, Plan usual) {
        public static final Offer UNLIMITED = new Offer(List.of(Plan.UNLIMITED), Plan.UNLIMITED);

        public Offer {
            plans = List.copyOf(plans);
        }

        Optional<Plan> find(String name) {
            return plans.stream().filter(plan -> plan.name().equals(name)).findFirst();
        }
    }

    private final Map<OrganisationId, String> chosen = new ConcurrentHashMap<>();
    private final IdentityDatabase database;
    private final AuditLog audit;
    private final Offer offer;

    Plans(IdentityDatabase database, AuditLog audit, Offer offer) {
        this.database = database;
        this.audit = audit;
        this.offer = offer;
        database.read(handle -> handle.createQuery("SELECT organization_id, plan FROM organization_plans")
                        .map((row, context) ->
                                Map.entry(new OrganisationId(row.getString("organization_id")), row.getString("plan")))
                        .list())
                .forEach(entry -> chosen.put(entry.getKey(), entry.getValue()));
    }

    /// The plan of an organisation. No I/O.
    public Plan of(OrganisationId organisation) {
        return Optional.ofNullable(chosen.get(organisation))
                .flatMap(offer::find)
                .orElse(offer.usual());
    }

    public Optional<Plan> find(String name) {
        return offer.find(name);
    }

    /// The names there are to choose from.
    public List<String> names() {
        return offer.plans().stream().map(Plan::name).toList();
    }

    /// Puts an organisation on another plan; the next request is judged by it. What is there already stays.
    public void change(Actor actor, OrganisationId organisation, Plan plan) {
        database.run(handle -> {
            handle.createUpdate("INSERT INTO organization_plans (organization_id, plan) VALUES (:organisation, :plan)"
                            + " ON CONFLICT (organization_id) DO UPDATE SET plan = excluded.plan")
                    .bind("organisation", organisation.value())
                    .bind("plan", plan.name())
                    .execute();
            Map<String, String> before = Map.of("plan", of(organisation).name());
            Map<String, String> after = Map.of("plan", plan.name());
            audit.add(
                    handle,
                    new AuditLog.Change(
                            actor, organisation, "organization.plan_changed", organisation.value(), before, after));
            chosen.put(organisation, plan.name());
        });
    }

    /// What someone is told who asks for more than the plan includes.
    public static Refusal refusal(Plan plan, String what) {
        return new Refusal(
                Code.PLAN_REQUIRED,
                "The plan " + plan.name() + " of this organisation includes " + what
                        + "; the operator of this server can put it on another");
    }
}
