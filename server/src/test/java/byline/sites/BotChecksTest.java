package byline.sites;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.TestServer;
import byline.identity.TestServer.Tenant;
import byline.keys.ServerSecret;
import byline.report.Reads;
import byline.store.Events;
import byline.store.Limits;
import byline.verify.AddressRanges;
import byline.verify.BotSigner;
import byline.verify.ReverseNames;
import byline.verify.SignedRequest;
import byline.verify.WebBotAuth;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Verdicts on visits, from the hit to the read: against a real name server, real documents and real signatures.
@SuppressWarnings("NullAway.Init") // what the server registers is there before it returns
class BotChecksTest {
    private static final String BOTS = """
            {"bots":[
             {"pattern":"RangeBot","name":"RangeBot","verify":{"ranges":["https://example.com/ranges.json"]}},
             {"pattern":"NameBot","name":"NameBot","verify":{"dns":["bots.example"],"ranges":["https://example.com/ranges.json"]}},
             {"pattern":"SignBot","name":"SignBot","verify":{"web_bot_auth":"https://example.com/.well-known/http-message-signatures-directory"}},
             {"pattern":"ProudBot","name":"ProudBot"}]}""";
    private static final String INSIDE = "198.51.100.7";
    private static final String ELSEWHERE = "203.0.113.77";

    @TempDir
    Path folder;

    private final BotSigner signer = new BotSigner();
    private Events events;
    private AddressRanges ranges;
    private BotChecks checks;
    private TestServer server;
    private Tenant publisher;
    private Caller worker;
    private Caller reader;
    private String site = "";
    private String key = "";

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("bots.json"), BOTS);
        events = Events.open(folder.resolve("events"), Limits.DEFAULTS);
        server = new TestServer(folder, this::register, failure -> Optional.empty());
        server.dns().address("example.com", "127.0.0.1");
        server.web()
                .page("example.com/ranges.json", "{\"prefixes\":[{\"ipv4Prefix\":\"198.51.100.0/24\"}]}")
                .page("example.com/.well-known/http-message-signatures-directory", signer.directory(""));
        java.util.Objects.requireNonNull(ranges).refresh();
        publisher = server.tenant("editor@news.example", "content_owner");
        worker = server.anyone().with("X-API-Key", publisher.key("telemetry:write"));
        reader = server.anyone().bearer(publisher.key("analytics:read"));
        Caller.Answer added = publisher.owner().post("/api/v1/identity/sites", Map.of("domain", "news.example"));
        site = added.text("id");
        key = added.text("key");
    }

    private void register(TestServer.Ground ground) {
        try {
            Bots bots = Bots.with(folder.resolve("bots.json"));
            ranges = new AddressRanges(
                    ground.identity().web(),
                    Files.createDirectories(folder.resolve("ranges")),
                    java.util.Set.of(URI.create("https://example.com/ranges.json")));
            Identification identification = new Identification(
                    ranges,
                    new ReverseNames(ground.identity().names()),
                    new WebBotAuth(ground.identity().web(), ground.clock()));
            checks = new BotChecks(bots, identification, events, ground.clock()).start();
            var authentication = ground.keys().authentication();
            new HitRoutes(
                            ground.identity().sites(),
                            new HitRoutes.Judges(
                                    new Hits(
                                            bots,
                                            Referrers.builtIn(),
                                            ground.identity().owners(),
                                            new Journeys(true, new SecureRandom(), ground.clock()),
                                            ground.clock()),
                                    new HitLimits(
                                            new HitLimits.Settings(1_000, 1_000),
                                            ground.keys().monthlyEvents(),
                                            ground.clock()),
                                    checks,
                                    authentication),
                            events,
                            ground.clock())
                    .register(ground.routes());
            new Reads(
                            events,
                            new Reads.Guards(
                                    authentication,
                                    ground.keys().plans(),
                                    ServerSecret.open(folder.resolve("secret"), new SecureRandom())),
                            new Reads.Tenants(
                                    ground.identity().owners(),
                                    ground.identity().organisations(),
                                    ground.identity().sites(),
                                    (grantor, grantee) -> Optional.empty()),
                            userAgent -> Optional.empty(),
                            ground.clock())
                    .register(ground.routes());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @AfterEach
    void stop() {
        server.close();
        checks.close();
        ranges.close();
        events.close();
    }

    private Map<String, Object> hit(String bot, Map<String, Object> more) {
        Map<String, Object> hit = new HashMap<>(Map.of("k", key, "t", "bot", "p", "/a", "ua", bot + "/1.0"));
        hit.putAll(more);
        return hit;
    }

    private void send(Caller sender, String bot, Map<String, Object> more) {
        server.clock().advance(Duration.ofSeconds(1));
        Caller.Answer answer = sender.post("/api/t", hit(bot, more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().get("accepted").intValue()).isEqualTo(1);
    }

    private JsonNode newest() {
        return reader.get("/api/v1/sites/" + site + "/events").json().at("/events/0");
    }

    private String verdict() {
        return newest().path("verified").stringValue() + " "
                + newest().path("verified_by").stringValue("");
    }

    /// The verdict once it is this one, or what it is after ten seconds.
    private void assertVerdict(String expected) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!verdict().startsWith(expected) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(verdict()).startsWith(expected);
    }

    @Test
    void verifiesAnAddressInAPublishedRangeAtOnce() {
        send(worker, "RangeBot", Map.of("ip", INSIDE));
        assertThat(verdict()).isEqualTo("verified range https://example.com/ranges.json");
    }

    @Test
    void failsAnAddressOutsideOfTheOnlyRanges() {
        send(worker, "RangeBot", Map.of("ip", ELSEWHERE));
        assertThat(verdict()).isEqualTo("failed outside https://example.com/ranges.json");
    }

    @Test
    void verifiesAReverseNameLaterAndKnowsItThen() {
        server.dns().pointer(ELSEWHERE, "one.bots.example").address("one.bots.example", ELSEWHERE);
        send(worker, "NameBot", Map.of("ip", ELSEWHERE));
        assertVerdict("verified dns bots.example");
        server.dns().silent(true);
        send(worker, "NameBot", Map.of("ip", ELSEWHERE));
        assertThat(verdict()).isEqualTo("verified dns bots.example");
    }

    @Test
    void countsEachVisitByTheVerdictItGotHoweverLate() {
        server.dns().pointer(ELSEWHERE, "one.bots.example").address("one.bots.example", ELSEWHERE);
        send(worker, "NameBot", Map.of("ip", ELSEWHERE));
        assertVerdict("verified");
        send(worker, "RangeBot", Map.of("ip", ELSEWHERE));
        send(worker, "ProudBot", Map.of("ip", INSIDE));
        send(worker, "RangeBot", Map.of());
        JsonNode stats = reader.get("/api/v1/sites/" + site + "/stats").json();
        assertThat(stats.get("verdicts").toString())
                .isEqualTo("{\"verified\":1,\"failed\":1,\"not_verifiable\":1,\"unknown\":1}");
        assertThat(stats.at("/totals/bot_visits").intValue()).isEqualTo(4);
    }

    @Test
    void failsAReverseNameOfSomeoneElse() {
        server.dns().pointer(ELSEWHERE, "one.evil.example").address("one.evil.example", ELSEWHERE);
        send(worker, "NameBot", Map.of("ip", ELSEWHERE));
        assertVerdict("failed dns: not of bots.example");
    }

    @Test
    void verifiesASignatureWhoeverPassesItOn() {
        send(server.anyone(), "SignBot", Map.of("sig", signature("https://news.example/a")));
        assertVerdict("verified signature example.com " + signer.thumbprint());
    }

    @Test
    void failsASignatureThatWasMadeForAnotherSite() {
        Map<String, Object> signature = signature("https://evil.example/a");
        send(server.anyone(), "SignBot", Map.of("sig", signature));
        assertVerdict("failed signature: it was not made by a live key of example.com");
    }

    @Test
    void doesNotBelieveAnAddressWithoutAKeyOfTheSite() {
        Tenant stranger = server.tenant("stranger@evil.example", "content_owner");
        for (Caller sender : List.of(
                server.anyone(),
                server.anyone().with("X-API-Key", stranger.key("telemetry:write")),
                server.anyone().with("X-API-Key", publisher.key("analytics:read")),
                server.anyone().bearer("oat_pub_nonsense"))) {
            send(sender, "RangeBot", Map.of("ip", INSIDE));
            assertThat(verdict()).startsWith("unknown address not believed");
        }
    }

    @Test
    void saysWhenThereIsNoWayToTellAndWhenNothingWasThereToCheck() {
        send(worker, "ProudBot", Map.of("ip", INSIDE));
        assertThat(verdict()).isEqualTo("not_verifiable ");
        send(worker, "RangeBot", Map.of());
        assertThat(verdict()).isEqualTo("unknown ");
    }

    @Test
    void refusesWhatIsNoAddress() {
        Caller.Answer answer = worker.post("/api/t", hit("RangeBot", Map.of("ip", "localhost")));
        assertThat(answer.outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(answer.json().at("/rejected/0/field").stringValue()).isEqualTo("ip");
    }

    @Test
    void writesNoAddressToDisk() throws IOException {
        server.dns()
                .pointer(ELSEWHERE, "host-203-0-113-77.bots.example")
                .address("host-203-0-113-77.bots.example", ELSEWHERE);
        send(worker, "NameBot", Map.of("ip", ELSEWHERE));
        assertVerdict("verified dns bots.example");
        send(worker, "RangeBot", Map.of("ip", INSIDE));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(ELSEWHERE)
                        .doesNotContain("203-0-113-77")
                        .doesNotContain(INSIDE);
            }
        }
    }

    private Map<String, Object> signature(String page) {
        SignedRequest signed = signer.sign(
                URI.create(page),
                "\"https://example.com\"",
                signer.params(
                        "\"@authority\" \"signature-agent\"", server.clock().instant()));
        return Map.of(
                "signature_input", signed.headers().apply("signature-input").getFirst(),
                "signature", signed.headers().apply("signature").getFirst(),
                "signature_agent", signed.headers().apply("signature-agent").getFirst());
    }
}
