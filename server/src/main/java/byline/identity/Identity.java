package byline.identity;

import byline.http.Routes;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.MonthlyEvents;
import byline.keys.OrganisationId;
import byline.verify.DomainLooks;
import byline.verify.Names;
import byline.verify.PublicSuffixes;
import byline.verify.Reach;
import byline.verify.WebFetch;
import java.time.Clock;
import java.util.List;

/// The identity plane in one piece: what the rest of the server may ask of it, and its routes.
public final class Identity implements AutoCloseable {
    private final Keys keys;
    private final Outside outside;
    private final Clock clock;
    private final Throttle throttle;
    private final Users users;
    private final MagicLinks links;
    private final LoginSessions sessions;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final ProviderAccounts accounts;
    private final People people;
    private final Organisations organisations;
    private final OrganisationAccess access;
    private final Members members;
    private final Invitations invitations;
    private final OrganisationSettings settings;
    private final AccessRequests requests;
    private final ContentOwners owners = new ContentOwners();
    private final Domains domains;
    private final IdentifierPrefixes prefixes;
    private final Delegations delegations;
    private final Sites sites;
    private final WeeklyMails weeklyMails;
    private final HostedManifests manifests;
    private final Outbox outbox;
    private final OrganisationMail mail;
    private final PublicSuffixes suffixes = new PublicSuffixes();
    private final WebFetch web;
    private final DomainLooks looks;
    private final Housekeeping housekeeping;

    /// How it meets the world.
    ///
    /// @param platformsSelfServe whether anyone may make platforms and agents, or the operator reviews them first
    /// @param providers who else people may sign in with
    public record Outside(
            MailTransport mail, Names names, Reach reach, boolean platformsSelfServe, List<OpenIdProvider> providers) {
        public Outside(MailTransport mail, Names names, Reach reach, boolean platformsSelfServe) {
            this(mail, names, reach, platformsSelfServe, List.of());
        }
    }

    public Identity(Keys.Foundation foundation, Keys keys, Outside outside) {
        AuditLog audit = keys.audit();
        this.keys = keys;
        this.outside = outside;
        this.clock = foundation.clock();
        this.throttle = new Throttle(clock);
        this.outbox = new Outbox(outside.mail());
        this.users = new Users(foundation, audit);
        this.links = new MagicLinks(foundation);
        this.sessions = new LoginSessions(foundation, keys);
        RecoveryCodes recovery = new RecoveryCodes(foundation);
        this.factors = new SecondFactors(foundation, recovery, audit);
        this.passkeys = new Passkeys(foundation, recovery, audit);
        this.accounts = new ProviderAccounts(foundation, users);
        this.people = new People(sessions);
        this.organisations = new Organisations(foundation, audit);
        this.access = new OrganisationAccess(organisations, people);
        this.members = new Members(foundation, audit);
        this.invitations = new Invitations(foundation, audit);
        this.settings = new OrganisationSettings(foundation, audit);
        this.requests = new AccessRequests(foundation, audit);
        this.domains = new Domains(foundation, audit, owners);
        this.prefixes = new IdentifierPrefixes(foundation, audit, owners);
        this.delegations = new Delegations(foundation, keys);
        this.sites = new Sites(foundation, keys);
        this.weeklyMails = new WeeklyMails(foundation);
        this.manifests = new HostedManifests(foundation, audit, owners);
        this.web = new WebFetch(outside.names(), suffixes, outside.reach());
        this.looks = new DomainLooks(outside.names(), web);
        this.mail = new OrganisationMail(members, outbox);
        DomainChecks domainChecks = new DomainChecks(domains, looks, mail, clock);
        PrefixChecks prefixChecks = new PrefixChecks(prefixes, owners, looks, mail, clock);
        this.housekeeping = new Housekeeping(
                foundation,
                keys.apiKeys(),
                sessions,
                () -> {
                    domainChecks.run();
                    prefixChecks.run();
                },
                this::forget);
        sites.load();
    }

    public void register(Routes routes) {
        SignIn signIn = new SignIn(sessions, organisations, factors);
        new MagicLinkRoutes(links, users, signIn, outbox, throttle).register(routes);
        new OpenIdRoutes(outside.providers(), accounts, signIn).register(routes);
        new LoginSessionRoutes(
                        new LoginSessionRoutes.Accounts(sessions, users, organisations),
                        keys.apiKeys(),
                        people,
                        throttle,
                        clock)
                .register(routes);
        new SecondFactorRoutes(factors, people, throttle).register(routes);
        new PasskeyRoutes(passkeys, people, throttle).register(routes);
        new SecondStepRoutes(new SecondStepRoutes.Proofs(factors, passkeys), sessions, people, throttle)
                .register(routes);
        new MeRoutes(users, members, sessions, people).register(routes);
        new OrganisationRoutes(organisations, access, sessions, keys.apiKeys(), outside.platformsSelfServe())
                .register(routes);
        new MemberRoutes(members, invitations, access, sessions, outbox, throttle).register(routes);
        new SettingsRoutes(settings, access).register(routes);
        new ExportRoutes(access, this).register(routes);
        new AccessRequestRoutes(requests, organisations, users, people, outbox).register(routes);
        new DomainRoutes(domains, looks, suffixes, people, throttle).register(routes);
        new PrefixRoutes(prefixes, owners, looks, people, throttle).register(routes);
        new HostedManifestRoutes(domains, manifests, people).register(routes);
        new DelegationRoutes(delegations, organisations, owners, people, clock).register(routes);
        new ApiKeyRoutes(keys, new ApiKeyRoutes.Around(organisations, owners, mail), people, clock).register(routes);
        new PlanRoutes(keys, organisations, sites, access).register(routes);
        new SiteRoutes(sites, settings, people).register(routes);
        new WeeklyMailRoutes(weeklyMails, sites, people).register(routes);
        new AuditRoutes(keys.audit(), people).register(routes);
    }

    private void forget(OrganisationId organisation) {
        owners.forget(organisation);
        sites.forget(organisation);
    }

    public Users users() {
        return users;
    }

    public MagicLinks links() {
        return links;
    }

    public Organisations organisations() {
        return organisations;
    }

    public OrganisationSettings settings() {
        return settings;
    }

    public ContentOwners owners() {
        return owners;
    }

    public Domains domains() {
        return domains;
    }

    public Delegations delegations() {
        return delegations;
    }

    public People people() {
        return people;
    }

    public WeeklyMails weeklyMails() {
        return weeklyMails;
    }

    public Sites sites() {
        return sites;
    }

    public HostedManifests manifests() {
        return manifests;
    }

    /// Looks at other people's sites, never at private addresses.
    public WebFetch web() {
        return web;
    }

    public Names names() {
        return outside.names();
    }

    public MonthlyEvents monthlyEvents() {
        return keys.monthlyEvents();
    }

    Members members() {
        return members;
    }

    IdentifierPrefixes prefixes() {
        return prefixes;
    }

    Keys keys() {
        return keys;
    }

    Housekeeping housekeeping() {
        return housekeeping;
    }

    @Override
    public void close() {
        housekeeping.close();
        outbox.close();
        web.close();
    }
}
