package byline.identity;

import byline.database.IdentityDatabase;
import byline.http.Routes;
import byline.keys.ApiKeys;
import byline.keys.ServerSecret;
import byline.verify.DomainLooks;
import byline.verify.Names;
import byline.verify.PublicSuffixes;
import byline.verify.Reach;
import byline.verify.WebFetch;
import java.security.SecureRandom;
import java.time.Clock;

/// The identity plane in one piece: what the rest of the server may ask of it, and its routes.
public final class Identity implements AutoCloseable {
    private final Users users;
    private final MagicLinks links;
    private final LoginSessions sessions;
    private final Organisations organisations;
    private final ContentOwners owners = new ContentOwners();
    private final Domains domains;
    private final Sites sites;
    private final People people;
    private final PublicSuffixes suffixes = new PublicSuffixes();
    private final WebFetch web;
    private final Foundation foundation;
    private final ApiKeys keys;
    private final Outside outside;

    /// What it stands on.
    public record Foundation(IdentityDatabase database, ServerSecret secret, SecureRandom random, Clock clock) {}

    /// How it meets the world.
    public record Outside(MailTransport mail, Names names, Reach reach) {}

    public Identity(Foundation foundation, ApiKeys keys, Outside outside) {
        this.foundation = foundation;
        this.keys = keys;
        this.outside = outside;
        IdentityDatabase database = foundation.database();
        SecureRandom random = foundation.random();
        Clock clock = foundation.clock();
        this.users = new Users(database, random, clock);
        this.links = new MagicLinks(database, foundation.secret(), random, clock);
        this.sessions = new LoginSessions(database, keys, foundation.secret(), random, clock);
        this.organisations = new Organisations(database, random, clock);
        this.domains = new Domains(database, owners, random, clock);
        this.sites = new Sites(database, random, clock);
        this.people = new People(sessions);
        this.web = new WebFetch(outside.names(), suffixes, outside.reach());
        domains.load();
        sites.load();
    }

    public void register(Routes routes) {
        Clock clock = foundation.clock();
        new SignInRoutes(
                        new SignInRoutes.Accounts(links, sessions, users, organisations),
                        keys,
                        people,
                        outside.mail(),
                        clock)
                .register(routes);
        new OrganisationRoutes(organisations, sessions, people).register(routes);
        new DomainRoutes(domains, new DomainLooks(outside.names(), web), suffixes, people).register(routes);
        new ApiKeyRoutes(keys, organisations, owners, people, clock).register(routes);
        new SiteRoutes(sites, people).register(routes);
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

    public ContentOwners owners() {
        return owners;
    }

    public Domains domains() {
        return domains;
    }

    public Sites sites() {
        return sites;
    }

    @Override
    public void close() {
        web.close();
    }
}
