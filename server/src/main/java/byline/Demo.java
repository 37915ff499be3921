package byline;

import byline.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `byline demo`: a server with a publisher, an AI platform and a day of traffic, all through the public API.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts a server with a day of sample traffic, and prints links and commands to try.")
final class Demo implements Callable<Integer> {
    private static final String IDENTITY = "/api/v1/identity";
    private static final String DOMAIN = "harbour-times.example";
    private static final Duration LINK = Duration.ofHours(1);

    @Option(names = "--port", description = "Port to listen on (default: ${DEFAULT-VALUE})", paramLabel = "PORT")
    private int port = 8007;

    @Option(
            names = "--data",
            description = "Folder to keep everything in (default: a scratch folder)",
            paramLabel = "DIR")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print one line of JSON on standard output once ready")
    private boolean json;

    /// Who takes part, with the secrets they were shown.
    private record Cast(
            String ownerToken,
            String platformToken,
            JsonNode owner,
            JsonNode platform,
            JsonNode site,
            String ownerKey,
            String workerKey,
            String platformKey) {
        DemoDay.Senders senders() {
            return new DemoDay.Senders(site.get("key").stringValue(), workerKey, platformKey);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = data != null ? data : Files.createTempDirectory("byline-demo-");
        DemoNetwork.publish(folder);
        Config settings = Config.defaults(folder).with(Setting.PORT, String.valueOf(port));
        CountDownLatch stop = new CountDownLatch(1);
        Server server = Server.start(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stop.countDown();
        }));
        String origin = Serve.origin(settings, server);
        try (DemoClient client = new DemoClient(origin)) {
            Cast cast = cast(server, client);
            new DemoDay(Clock.systemUTC().instant(), DOMAIN).send(client, cast.senders(), Demo::progress);
            System.err.println("\rA day of traffic has been sent.        ");
            String link = origin + "/signin#token=" + server.console().signInToken("publisher@" + DOMAIN, true, LINK);
            if (json) {
                System.out.println(new String(Json.write(machine(origin, link, cast)), StandardCharsets.UTF_8));
            } else {
                System.out.print(people(origin, link, cast));
            }
        }
        stop.await();
        return 0;
    }

    /// Takes up what an earlier demo left in the same folder, or makes it. Keys are always new: a secret is never shown
    /// again.
    private static Cast cast(Server server, DemoClient client) {
        String ownerToken = signIn(server, client, "publisher@" + DOMAIN);
        String platformToken = signIn(server, client, "platform@assistant.example");
        JsonNode owner = organisation(client, ownerToken, "The Harbour Times", "content_owner");
        JsonNode platform = organisation(client, platformToken, "Harbour Assistant", "platform");
        server.console().vouch(owner.get("id").stringValue(), DOMAIN);
        JsonNode sites = client.get(IDENTITY + "/sites", ownerToken).get("items");
        JsonNode site =
                sites.isEmpty() ? client.post(IDENTITY + "/sites", ownerToken, Map.of("domain", DOMAIN)) : sites.get(0);
        String ownerKey = key(client, ownerToken, "demo", List.of("telemetry:read", "analytics:read"));
        String workerKey = key(client, ownerToken, "edge worker", List.of("telemetry:write"));
        String platformKey = key(client, platformToken, "demo", List.of("telemetry:write", "telemetry:read"));
        return new Cast(ownerToken, platformToken, owner, platform, site, ownerKey, workerKey, platformKey);
    }

    private static String signIn(Server server, DemoClient client, String email) {
        String token = server.console().signInToken(email, false, LINK);
        return client.post(IDENTITY + "/auth/magic-links/consume", null, Map.of("token", token))
                .get("token")
                .stringValue();
    }

    private static JsonNode organisation(DemoClient client, String token, String name, String type) {
        JsonNode mine = client.get(IDENTITY + "/organizations", token).get("items");
        return mine.isEmpty()
                ? client.post(IDENTITY + "/organizations", token, Map.of("name", name, "org_type", type))
                : mine.get(0);
    }

    private static String key(DemoClient client, String token, String name, List<String> scopes) {
        return client.post(IDENTITY + "/api-keys", token, Map.of("name", name, "scopes", scopes))
                .get("key")
                .stringValue();
    }

    private static void progress(int percent) {
        System.err.print("\rSending a day of traffic … " + percent + " %");
        System.err.flush();
    }

    private static Map<String, Object> machine(String origin, String link, Cast cast) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dashboard", origin + "/");
        line.put("sign_in_url", link);
        line.put(
                "organizations",
                Map.of(
                        "owner",
                        cast.owner().get("id"),
                        "platform",
                        cast.platform().get("id")));
        line.put("site", Map.of("id", cast.site().get("id"), "key", cast.site().get("key"), "domain", DOMAIN));
        line.put("api_keys", Map.of("owner", cast.ownerKey(), "platform", cast.platformKey()));
        line.put("session_tokens", Map.of("owner", cast.ownerToken(), "platform", cast.platformToken()));
        return line;
    }

    private static String people(String origin, String link, Cast cast) {
        String site = cast.site().get("id").stringValue();
        return """

                Dashboard, signed in once by this link (valid for an hour):
                  %2$s

                What AI did with %5$s today, as the site's analytics:
                  curl -s %1$s/api/v1/sites/%6$s/stats -H 'Authorization: Bearer %3$s'

                Report a bot's visit to it, as an edge worker does:
                  curl -s %1$s/api/t -H 'Content-Type: application/json' -d '{"k":"%7$s","t":"bot","p":"/hello","ua":"GPTBot/1.2","bot":"GPTBot","company":"OpenAI"}'

                What became of its content in answers, as telemetry:
                  curl -s %1$s/content-owners/summary -H 'X-API-Key: %3$s'

                Report a retrieval, as an AI platform does:
                  curl -s %1$s/events -H 'X-API-Key: %4$s' -H 'Content-Type: application/json' -d '{"document_type":"event","schema_version":"1.0","event":{"type":"content_retrieved","timestamp":"'$(date -u +%%Y-%%m-%%dT%%H:%%M:%%SZ)'","source_role":"index","content_url":"https://%5$s/hello"}}'

                Ctrl-C ends the demo.
                """.formatted(
                        origin,
                        link,
                        cast.ownerKey(),
                        cast.platformKey(),
                        DOMAIN,
                        site,
                        cast.site().get("key").stringValue());
    }
}
