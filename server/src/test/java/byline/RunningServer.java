package byline;

import byline.http.Routes;
import byline.identity.Caller;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The whole server as `byline serve` starts it, on a free port.
public final class RunningServer implements AutoCloseable {
    private static final String IDENTITY = "/api/v1/identity";

    private final Server server;

    public RunningServer(Path data) {
        this(data, Clock.systemUTC());
    }

    public RunningServer(Path data, Clock clock) {
        this(data, clock, Map.of());
    }

    public RunningServer(Path data, Clock clock, Map<Setting, String> settings) {
        Config config = Config.defaults(data).with(Setting.PORT, "0");
        for (Map.Entry<Setting, String> setting : settings.entrySet()) {
            config = config.with(setting.getKey(), setting.getValue());
        }
        this.server = Server.start(config, clock);
    }

    public Caller anyone() {
        return new Caller(URI.create("http://localhost:" + server.port()), List.of());
    }

    /// Someone who runs this server.
    Caller operator() {
        String link = server.console().signInToken("operator@localhost", true, Duration.ofHours(1));
        return anyone().bearer(anyone().post(IDENTITY + "/auth/magic-links/consume", Map.of("token", link))
                .text("token"));
    }

    /// Every route there is.
    List<Routes.Route> routes() {
        return server.routes();
    }

    /// A signed-in owner of a new organisation, which is the active one.
    public Tenant tenant(String email, String type) {
        String link = server.console().signInToken(email, false, Duration.ofHours(1));
        String token = anyone().post(IDENTITY + "/auth/magic-links/consume", Map.of("token", link))
                .text("token");
        Caller owner = anyone().bearer(token);
        String id = owner.post(IDENTITY + "/organizations", Map.of("name", email, "org_type", type))
                .text("id");
        return new Tenant(this, owner, id);
    }

    /// An organisation and its owner.
    public record Tenant(RunningServer at, Caller owner, String id) {
        /// A client with a new key of these scopes.
        public Caller key(String... scopes) {
            String key = owner.post(IDENTITY + "/api-keys", Map.of("name", "test", "scopes", List.of(scopes)))
                    .text("key");
            return at.anyone().bearer(key);
        }

        /// The id and key of a new site.
        public Caller.Answer site(String domain) {
            return owner.post(IDENTITY + "/sites", Map.of("domain", domain));
        }

        /// Makes a domain this organisation's own.
        public Tenant owns(String domain) {
            at.server.console().vouch(id, domain);
            return this;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
