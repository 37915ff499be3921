package byline;

import byline.dashboard.DashboardRoutes;
import byline.dashboard.Pages;
import byline.dashboard.ReferenceRoutes;
import byline.database.IdentityDatabase;
import byline.http.Code;
import byline.http.Door;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Routes;
import byline.identity.Identity;
import byline.identity.LogMail;
import byline.identity.MailTransport;
import byline.identity.SmtpMail;
import byline.keys.Authentication;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import byline.keys.RateLimits;
import byline.keys.ServerSecret;
import byline.report.Delegations;
import byline.report.Naming;
import byline.report.Reads;
import byline.report.WeeklyPost;
import byline.sites.BadgeRoutes;
import byline.sites.Bot;
import byline.sites.BotChecks;
import byline.sites.Bots;
import byline.sites.HitLimits;
import byline.sites.HitRoutes;
import byline.sites.Hits;
import byline.sites.Identification;
import byline.sites.Journeys;
import byline.sites.LoggedHits;
import byline.sites.LoggedRequestRoutes;
import byline.sites.QuarantineRoutes;
import byline.sites.Referrers;
import byline.sites.ScriptRoutes;
import byline.sites.Tracker;
import byline.store.Events;
import byline.telemetry.Telemetry;
import byline.verify.AddressRanges;
import byline.verify.Names;
import byline.verify.Reach;
import byline.verify.ReverseNames;
import byline.verify.WebBotAuth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole object graph, in the order data flows; closed in reverse. Nothing else calls a feature's constructor.
public final class Server implements AutoCloseable {
    /// A server that has just started has better things to do.
    private static final Duration FIRST_RANGES = Duration.ofMinutes(1);

    private final Deque<AutoCloseable> open;
    private final Door door;
    private final Console console;
    private final List<Routes.Route> routes;

    /// What only the one who started the process may do.
    record Console(Identity identity) {
        /// A one-time sign-in link without a mail.
        String signInToken(String email, boolean operator, Duration lifetime) {
            return identity.links().issueOnConsole(email, operator, lifetime);
        }

        /// Whether nobody has ever signed in.
        boolean isNew() {
            return identity.users().isEmpty();
        }

        /// The operator's own word for a domain.
        void vouch(String organisation, String domain) {
            var vouched = identity.domains().vouch(new OrganisationId(organisation), domain);
            if (vouched.isEmpty()) {
                throw new IllegalStateException(domain + " is proved by another organisation");
            }
        }
    }

    private Server(Config config, Clock clock, Deque<AutoCloseable> open) {
        this.open = open;
        SecureRandom random = new SecureRandom();
        Path data = folder(config.data());

        Path eventsFolder = folder(data.resolve("events"));
        Opening<Events> openingEvents =
                closing(Opening.begin("events", () -> Events.open(eventsFolder, config.store()), Events::close));
        Opening<Bots> openingBots = Opening.begin("bots", () -> bots(config), unused -> {});
        IdentityDatabase database = closing(IdentityDatabase.open(data.resolve("identity.db")));

        ServerSecret secret = ServerSecret.open(data.resolve("secret"), random);
        Keys.Foundation foundation = new Keys.Foundation(database, secret, random, clock);
        Keys keys = closing(new Keys(foundation, config.plans()));
        Authentication authentication = keys.authentication();
        Identity identity = closing(new Identity(foundation, keys, outside(config)));

        Events events = openingEvents.join();
        RateLimits limits = new RateLimits(clock);
        Routes routes = new Routes();
        routes.get("/health", request -> Reply.ok(Map.of("status", "ok")));
        routes.get("/ready", request -> ready(identity, events, config));
        identity.register(routes);
        Telemetry telemetry = closing(new Telemetry(
                new Telemetry.Ground(authentication, identity, limits, config.publicAddress(), random, clock),
                events,
                config.telemetry()));
        telemetry.register(routes);
        new ScriptRoutes(Tracker.builtIn(), identity.sites()).register(routes);
        new BadgeRoutes(identity.sites(), events, clock).register(routes);
        Journeys journeys = new Journeys(config.joinsVisits(), random, clock);
        new QuarantineRoutes(identity.sites(), identity.people(), events, random, clock).register(routes);
        Bots bots = openingBots.join();
        BotChecks checks = checks(config, identity, bots, events, clock);
        Hits hits = new Hits(bots, Referrers.builtIn(), identity.owners(), journeys, clock);
        HitLimits hitLimits = new HitLimits(config.hits(), keys.monthlyEvents(), clock);
        var judges = new HitRoutes.Judges(hits, hitLimits, checks, authentication);
        HitRoutes hitRoutes = new HitRoutes(identity.sites(), judges, events, clock);
        hitRoutes.register(routes);
        LoggedHits logged = new LoggedHits(hits, bots, identity.owners(), clock);
        new LoggedRequestRoutes(authentication, identity.sites(), logged, events, keys.monthlyEvents(), clock)
                .register(routes);

        Reads.Guards guards = new Reads.Guards(authentication, keys.plans(), secret);
        Reads reads = new Reads(events, guards, tenants(identity), naming(bots), clock);
        reads.register(routes);
        closing(weeklyPost(reads, identity, config).start());

        new DashboardRoutes(Pages.builtIn()).register(routes);
        new ReferenceRoutes().register(routes);
        Optional<Metrics> metrics = config.metricsToken().map(token -> {
            Metrics watching = new Metrics(token, telemetry.counts(), hitRoutes.counts());
            watching.watch(events);
            watching.watch(database, keys);
            return watching;
        });
        new MetricsRoutes(metrics, authentication).register(routes);
        this.routes = routes.list();

        this.console = new Console(identity);
        Door.Watch watch = metrics.isPresent() ? metrics.get() : Door.Watch.NOBODY;
        this.door = closing(Door.open(routes, listen(config), Server::excuse, watch));
    }

    /// Starts a server; what failed to start has been closed again.
    public static Server start(Config config, Clock clock) {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            return new Server(config, clock, open);
        } catch (RuntimeException failure) {
            close(open);
            throw failure;
        }
    }

    public int port() {
        return door.port();
    }

    /// Everything it answers, as it was registered.
    List<Routes.Route> routes() {
        return routes;
    }

    Console console() {
        return console;
    }

    @Override
    public void close() {
        close(open);
    }

    private static void close(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                System.getLogger("byline").log(System.Logger.Level.ERROR, "not closed cleanly", failure);
            }
        }
    }

    /// Ready is who can look up a user, which throws when the database is out of reach, and take another event.
    private static Reply ready(Identity identity, Events events, Config config) {
        var unused = identity.users().isEmpty();
        if (events.counters().backlogBytes() >= config.store().log().backlogBytes()) {
            throw new Refusal(Code.UNAVAILABLE, "More events wait to be loaded than may; try again in a moment")
                    .header("Retry-After", "1");
        }
        return Reply.ok(Map.of("status", "ok"));
    }

    /// A store that can't take or answer more is nobody's bug: the caller may come again.
    private static Optional<Refusal> excuse(Exception failure) {
        return failure instanceof Events.Overloaded overloaded
                ? Optional.of(new Refusal(
                                Code.UNAVAILABLE,
                                "Nothing was stored or read: " + overloaded.getMessage() + "; try again in a moment")
                        .header("Retry-After", "1"))
                : Optional.empty();
    }

    /// What is made of a body takes several times its bytes.
    private static int bodyBytes() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / 16, 1 << 30);
    }

    private static Door.Listen listen(Config config) {
        return new Door.Listen(
                config.host(),
                config.port(),
                config.maxConnections(),
                bodyBytes(),
                config.proxies(),
                config.publicAddress());
    }

    private static Reads.Tenants tenants(Identity identity) {
        return new Reads.Tenants(identity.owners(), identity.organisations(), identity.sites(), grants(identity));
    }

    private static Naming naming(Bots bots) {
        return userAgent -> bots.find(userAgent)
                .filter(bot -> !bot.equals(Bot.UNNAMED))
                .map(bot -> new Naming.Named(
                        bot.name(), bot.operator(), bot.purpose().id()));
    }

    private static WeeklyPost weeklyPost(Reads reads, Identity identity, Config config) {
        return reads.weeklyPost(new WeeklyPost.Office(
                identity.weeklyMails(),
                mail(config),
                config.publicAddress().origin("localhost:" + config.port(), false)));
    }

    private static MailTransport mail(Config config) {
        return config.smtp().<MailTransport>map(SmtpMail::new).orElseGet(LogMail::new);
    }

    private static Delegations grants(Identity identity) {
        return (grantor, grantee) -> identity.delegations()
                .find(grantor, grantee)
                .map(delegation -> new Delegations.Grant(delegation.domains()));
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    private static Identity.Outside outside(Config config) {
        return new Identity.Outside(
                mail(config),
                Names.ofThisMachine(),
                Reach.ofThePublicInternet(),
                config.platformsSelfServe(),
                config.providers());
    }

    private BotChecks checks(Config config, Identity identity, Bots bots, Events events, Clock clock) {
        Path folder = folder(config.data().resolve("ranges"));
        AddressRanges ranges = closing(new AddressRanges(identity.web(), folder, bots.rangeDocuments()));
        if (!config.rangesEvery().isZero()) {
            ranges.start(FIRST_RANGES, config.rangesEvery());
        }
        ReverseNames names = new ReverseNames(identity.names());
        Identification identification = new Identification(ranges, names, new WebBotAuth(identity.web(), clock));
        return closing(new BotChecks(bots, identification, events, clock).start());
    }

    private static Bots bots(Config config) {
        try {
            return OwnBots.with(config.botsFile());
        } catch (IOException failure) {
            throw new UncheckedIOException("can't read " + config.botsFile(), failure);
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("can't make the folder " + path, failure);
        }
    }
}
