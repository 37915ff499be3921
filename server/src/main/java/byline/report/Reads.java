package byline.report;

import byline.http.Routes;
import byline.identity.ContentOwners;
import byline.identity.Organisations;
import byline.identity.Sites;
import byline.keys.Authentication;
import byline.keys.Plans;
import byline.keys.ServerSecret;
import byline.store.Events;
import java.time.Clock;

/// The reads of both dialects as a whole: its parts in the order a question passes them.
public final class Reads {
    private final OwnerRoutes ownerRoutes;
    private final AgentRoutes agentRoutes;
    private final SiteReportRoutes siteRoutes;
    private final ResolveRoutes resolveRoutes;
    private final SiteReports siteReports;
    private final Sites sites;
    private final Clock clock;

    /// Who is who.
    public record Tenants(ContentOwners owners, Organisations organisations, Sites sites, Delegations delegations) {}

    /// What decides whether a request may ask.
    ///
    /// @param secret seals cursors
    public record Guards(Authentication authentication, Plans plans, ServerSecret secret) {}

    /// @param naming the bots of today
    public Reads(Events events, Guards guards, Tenants tenants, Naming naming, Clock clock) {
        Reports reports = new Reports(events);
        Pages pages = new Pages(reports, new Cursors(guards.secret()));
        Access access = new Access(guards.authentication(), tenants.owners(), tenants.delegations());
        TelemetryReads reads = new TelemetryReads(reports, pages);
        this.ownerRoutes = new OwnerRoutes(access, reads, pages, tenants.owners(), tenants.organisations());
        this.agentRoutes = new AgentRoutes(access, reads, pages);
        this.siteReports = new SiteReports(reports, pages, naming, clock);
        this.sites = tenants.sites();
        this.clock = clock;
        this.siteRoutes =
                new SiteReportRoutes(new Quota(guards.authentication()), guards.plans(), tenants.sites(), siteReports);
        this.resolveRoutes = new ResolveRoutes(tenants.owners(), tenants.organisations());
    }

    /// The weekly mails about sites; nothing is sent before it is started.
    public WeeklyPost weeklyPost(WeeklyPost.Office office) {
        return new WeeklyPost(siteReports, sites, office, clock);
    }

    public void register(Routes routes) {
        ownerRoutes.register(routes);
        agentRoutes.register(routes);
        siteRoutes.register(routes);
        resolveRoutes.register(routes);
    }
}
