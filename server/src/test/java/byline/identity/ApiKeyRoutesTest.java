package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyRoutesTest {
    private static final String KEYS = IDENTITY + "/api-keys";
    private static final String PROBE = "/probe/telemetry:read";

    @TempDir
    Path folder;

    TestServer server;
    Tenant bugle;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        bugle = server.tenant("jonah@bugle.example", "content_owner");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer probe(String key) {
        return server.anyone().with("X-API-Key", key).get(PROBE);
    }

    @Test
    void mintsAKeyThatIsShownOnceAndWorksAtOnce() {
        Answer minted = bugle.mint(Map.of("name", "Newsroom", "scopes", List.of("telemetry:read")));
        String secret = minted.text("key");
        assertThat(minted.status()).isEqualTo(201);
        assertThat(secret).matches("oat_pub_[0-9A-Za-z]{49}");
        assertThat(minted.text("prefix")).isEqualTo("oat_pub_");
        assertThat(secret).contains(minted.text("first_four")).endsWith(minted.text("last_four"));
        assertThat(probe(secret).text("organization_id")).isEqualTo(bugle.id().value());
        Answer list = bugle.owner().get(KEYS);
        assertThat(list.text()).doesNotContain(secret.substring(8));
        assertThat(list.json().get("items").get(0).propertyNames())
                .contains("id", "organization_id", "name", "prefix", "created_at")
                .doesNotContain("key");
        assertThat(bugle.owner().get(KEYS + "/" + minted.text("id")).text()).doesNotContain(secret.substring(8));
        server.close();
        assertThat(server.atRest()).doesNotContain(secret.substring(8));
        server = new TestServer(folder);
        assertThat(probe(secret).status()).isEqualTo(200);
    }

    @Test
    void thePrefixIsTheOrganisationsType() {
        Tenant assistant = server.tenant("ai@assistant.example", "platform");
        Tenant agent = server.tenant("ai@agent.example", "agent");
        assertThat(assistant.key("telemetry:write")).startsWith("oat_pk_");
        assertThat(agent.key("telemetry:write")).startsWith("oat_pk_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"\",\"scopes\":[\"telemetry:read\"]}",
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\"x\",\"scopes\":[null]}",
                "{\"name\":\"x\",\"scopes\":[\"identity:write\"]}",
                "{\"name\":\"x\",\"scopes\":\"telemetry:read\"}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"domains\":[]}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"domains\":[\"not-ours.example\"]}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"allowed_addresses\":[]}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"allowed_addresses\":[\"example.com\"]}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"allowed_addresses\":[\"10.0.0.0/33\"]}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"requests_per_minute\":0}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"expires_at\":\"soon\"}",
                "{\"name\":\"x\",\"scopes\":[\"telemetry:read\"],\"unknown\":1}"
            })
    void refusesAKeyThatMakesNoSense(String wish) {
        assertThat(bugle.owner().post(KEYS, wish).outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(bugle.owner().get(KEYS).json().get("items")).isEmpty();
    }

    /// The documented table of both dialects.
    @ParameterizedTest
    @CsvSource(textBlock = """
            telemetry:read,  '',                                                          401 MISSING_KEY
            analytics:read,  '',                                                          401 MISSING_KEY
            telemetry:read,  oat_pub_,                                                    401 INVALID_KEY
            telemetry:read,  ak_0000000000000000000000,                                   401 INVALID_KEY
            telemetry:read,  oat_pub_0000000000000000000000000000000000000000000000000,   401 INVALID_KEY
            analytics:read,  oat_xyz_0000000000000000000000000000000000000000000000000,   401 INVALID_KEY
            telemetry:read,  byl_session_0000000000000000000000000000000000000000000,     401 KEY_REQUIRED
            analytics:read,  byl_session_0000000000000000000000000000000000000000000,     401 INVALID_KEY
            """)
    void refusesOtherCredentials(String scope, String credential, String outcome) {
        Caller caller = credential.isEmpty() ? server.anyone() : server.anyone().bearer(credential);
        assertThat(caller.get("/probe/" + scope).outcome()).isEqualTo(outcome);
    }

    @Test
    void takesAKeyInEitherHeaderAndRefusesTwoDifferentOnes() {
        String key = bugle.key("telemetry:read");
        String other = bugle.key("telemetry:read");
        assertThat(server.anyone().bearer(key).get(PROBE).status()).isEqualTo(200);
        assertThat(server.anyone().bearer(key).with("X-API-Key", key).get(PROBE).status())
                .isEqualTo(200);
        assertThat(server.anyone()
                        .bearer(key)
                        .with("X-API-Key", other)
                        .get(PROBE)
                        .outcome())
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(server.anyone()
                        .with("Authorization", "Basic " + key)
                        .get(PROBE)
                        .outcome())
                .isEqualTo("401 MISSING_KEY");
    }

    @Test
    void refusesAnotherScope() {
        String key = bugle.key("telemetry:write");
        assertThat(probe(key).outcome()).isEqualTo("403 MISSING_SCOPE");
        assertThat(server.anyone().bearer(key).get("/probe/analytics:read").outcome())
                .isEqualTo("403 MISSING_SCOPE");
    }

    @Test
    void aKeyNeverTouchesIdentity() {
        String key = bugle.key("telemetry:read", "telemetry:write", "analytics:read");
        for (Caller caller :
                List.of(server.anyone().bearer(key), server.anyone().with("X-API-Key", key))) {
            assertThat(caller.get(KEYS).outcome()).isEqualTo("401 SESSION_REQUIRED");
            assertThat(caller.post(KEYS, Map.of("name", "x", "scopes", List.of("telemetry:read")))
                            .outcome())
                    .isEqualTo("401 SESSION_REQUIRED");
        }
    }

    @Test
    void revokesForTheNextRequest() {
        Answer minted = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read")));
        String path = KEYS + "/" + minted.text("id");
        Answer revoked = bugle.owner().post(path + "/revoke", Map.of("reason", "left in a repository"));
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.text("status")).isEqualTo("revoked");
        assertThat(revoked.text("revoked_reason")).isEqualTo("left in a repository");
        assertThat(probe(minted.text("key")).outcome()).isEqualTo("401 INVALID_KEY");
        server.clock().advance(Duration.ofMinutes(1));
        Answer again = bugle.owner().post(path + "/revoke", Map.of("reason", "other"));
        assertThat(again.json()).isEqualTo(revoked.json());
        assertThat(bugle.owner().patch(path, Map.of("name", "y")).outcome()).isEqualTo("409 CONFLICT");
        assertThat(bugle.owner().post(path + "/rotate").outcome()).isEqualTo("409 CONFLICT");
        server.close();
        server = new TestServer(folder);
        assertThat(probe(minted.text("key")).outcome()).isEqualTo("401 INVALID_KEY");
    }

    @Test
    void aKeyExpires() {
        String end = server.clock().instant().plus(Duration.ofHours(1)).toString();
        Answer minted = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read"), "expires_at", end));
        assertThat(minted.text("status")).isEqualTo("expiring");
        assertThat(probe(minted.text("key")).status()).isEqualTo(200);
        server.clock().advance(Duration.ofHours(1));
        assertThat(probe(minted.text("key")).outcome()).isEqualTo("401 INVALID_KEY");
        assertThat(bugle.owner().get(KEYS + "/" + minted.text("id")).text("status"))
                .isEqualTo("expired");
    }

    @Test
    void changesALiveKey() {
        Answer minted = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read")));
        String path = KEYS + "/" + minted.text("id");
        Answer changed =
                bugle.owner().patch(path, Map.of("name", "Renamed", "allowed_addresses", List.of("10.0.0.0/8", "::1")));
        assertThat(changed.text("name")).isEqualTo("Renamed");
        assertThat(probe(minted.text("key")).outcome()).isEqualTo("403 ADDRESS_NOT_ALLOWED");
        Map<String, Object> reset = new HashMap<>();
        reset.put("allowed_addresses", null);
        assertThat(bugle.owner().patch(path, reset).text("name")).isEqualTo("Renamed");
        assertThat(probe(minted.text("key")).status()).isEqualTo(200);
        assertThat(bugle.owner().patch(path, Map.of("id", "key_x")).outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(bugle.owner().patch(path, "[]").outcome()).isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void judgesTheAddressATrustedProxyReports() {
        String key = bugle.mint(Map.of(
                        "name", "x", "scopes", List.of("telemetry:read"), "allowed_addresses", List.of("9.9.9.0/24")))
                .text("key");
        Caller caller = server.anyone().bearer(key);
        assertThat(caller.get(PROBE).outcome()).isEqualTo("403 ADDRESS_NOT_ALLOWED");
        assertThat(caller.with("X-Forwarded-For", "9.9.9.7").get(PROBE).status())
                .isEqualTo(200);
        assertThat(caller.with("X-Forwarded-For", "9.9.9.7, 8.8.8.8").get(PROBE).outcome())
                .isEqualTo("403 ADDRESS_NOT_ALLOWED");
    }

    @Test
    void rotatesWithAnOverlap() {
        Answer old = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read")));
        String rotate = KEYS + "/" + old.text("id") + "/rotate";
        assertThat(bugle.owner().post(rotate, Map.of("overlap_seconds", -1)).outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        assertThat(bugle.owner()
                        .post(rotate, Map.of("overlap_seconds", 30 * 86_400 + 1))
                        .outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        Answer fresh = bugle.owner().post(rotate, Map.of("overlap_seconds", 60));
        assertThat(fresh.status()).isEqualTo(201);
        assertThat(fresh.text("rotated_from")).isEqualTo(old.text("id"));
        assertThat(probe(old.text("key")).status()).isEqualTo(200);
        assertThat(probe(fresh.text("key")).status()).isEqualTo(200);
        server.clock().advance(Duration.ofSeconds(60));
        assertThat(probe(old.text("key")).outcome()).isEqualTo("401 INVALID_KEY");
        Answer last = bugle.owner().post(KEYS + "/" + fresh.text("id") + "/rotate");
        assertThat(probe(fresh.text("key")).outcome()).isEqualTo("401 INVALID_KEY");
        assertThat(probe(last.text("key")).status()).isEqualTo(200);
    }

    @Test
    void whoFindsAKeyCanEndIt() {
        String key = bugle.key("telemetry:read");
        Caller finder = server.anyone().bearer(key);
        assertThat(finder.post("/keys/revoke-leaked").text("status")).isEqualTo("revoked");
        assertThat(probe(key).outcome()).isEqualTo("401 INVALID_KEY");
        MailTransport.Mail mail = server.mail().next();
        assertThat(mail.to()).isEqualTo("jonah@bugle.example");
        assertThat(mail.text()).contains(key.substring(0, 12)).doesNotContain(key);
        assertThat(finder.post("/keys/revoke-leaked").text("status")).isEqualTo("revoked");
        assertThat(server.mail().isEmpty()).isTrue();
        assertThat(bugle.owner()
                        .get(KEYS)
                        .json()
                        .get("items")
                        .get(0)
                        .get("revoked_reason")
                        .stringValue())
                .isEqualTo("reported as leaked");
        assertThat(server.anyone()
                        .bearer("oat_pub_x")
                        .post("/keys/revoke-leaked")
                        .outcome())
                .isEqualTo("401 INVALID_KEY");
        assertThat(server.anyone().post("/keys/revoke-leaked").outcome()).isEqualTo("401 MISSING_KEY");
    }

    @Test
    void countsUsesByDayAndStatusAndNamesTheLastAddresses() {
        Answer minted = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read")));
        Caller caller = server.anyone().bearer(minted.text("key")).with("User-Agent", "reader/1");
        caller.get(PROBE);
        caller.get(PROBE);
        caller.get("/probe/telemetry:write");
        server.clock().advance(Duration.ofDays(1));
        caller.with("X-Forwarded-For", "9.9.9.7").get(PROBE);
        server.keys().uses().write();
        String path = KEYS + "/" + minted.text("id");
        Answer usage = bugle.owner().get(path + "/usage");
        assertThat(usage.json().get("items").toString())
                .isEqualTo("[{\"date\":\"2026-03-14\",\"status\":200,\"count\":2},"
                        + "{\"date\":\"2026-03-14\",\"status\":403,\"count\":1},"
                        + "{\"date\":\"2026-03-15\",\"status\":200,\"count\":1}]");
        assertThat(usage.json().get("addresses").get(0).get("address").stringValue())
                .isEqualTo("9.9.9.7");
        assertThat(usage.json().get("addresses")).hasSize(2);
        Answer shown = bugle.owner().get(path);
        assertThat(shown.text("last_used_address")).isEqualTo("9.9.9.7");
        assertThat(shown.text("last_used_user_agent")).isEqualTo("reader/1");
        assertThat(shown.text("last_used_at")).isEqualTo("2026-03-15T09:26:00.000Z");
    }

    @Test
    void holdsAKeyToItsRequestsPerMinute() {
        String key = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read"), "requests_per_minute", 2))
                .text("key");
        Answer first = probe(key);
        assertThat(first.header("x-ratelimit-limit")).isEqualTo("2");
        assertThat(first.header("x-ratelimit-remaining")).isEqualTo("1");
        assertThat(first.header("x-ratelimit-reset")).isEqualTo("1773480420");
        probe(key);
        Answer third = probe(key);
        assertThat(third.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(third.json().get("retry_after").intValue()).isEqualTo(7);
        assertThat(third.header("retry-after")).isEqualTo("7");
        assertThat(third.header("x-ratelimit-remaining")).isEqualTo("0");
        server.clock().advance(Duration.ofSeconds(7));
        assertThat(probe(key).status()).isEqualTo(200);
    }

    @Test
    void aKeyOfADeletedOrganisationNamesNobody() {
        String key = bugle.key("telemetry:read");
        bugle.owner().delete(IDENTITY + "/organizations/" + bugle.id());
        assertThat(probe(key).outcome()).isEqualTo("401 USER_NOT_FOUND");
        bugle.owner().post(IDENTITY + "/organizations/" + bugle.id() + "/restore");
        assertThat(probe(key).status()).isEqualTo(200);
    }

    @Test
    void anothersKeyAnswersAsAnUnknownOne() {
        String id = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read")))
                .text("id");
        Caller perry = server.tenant("perry@planet.example", "content_owner").owner();
        for (String verb : List.of("GET ", "PATCH ", "POST /rotate", "POST /revoke", "GET /usage")) {
            String[] parts = verb.split(" ", 2);
            Object body = parts[0].equals("GET") ? null : "{}";
            Answer others = perry.send(parts[0], KEYS + "/" + id + parts[1], body);
            Answer unknown = perry.send(parts[0], KEYS + "/key_0000000000000000000000" + parts[1], body);
            assertThat(others.status()).isEqualTo(404);
            assertThat(others.text()).isEqualTo(unknown.text());
        }
    }

    @Test
    void aSessionKeyReadsForAQuarterOfAnHourAndDiesWithItsSession() {
        Answer minted = bugle.owner().post(IDENTITY + "/session/api-key");
        assertThat(minted.status()).isEqualTo(201);
        assertThat(probe(minted.text("key")).status()).isEqualTo(200);
        assertThat(server.anyone()
                        .bearer(minted.text("key"))
                        .get("/probe/telemetry:write")
                        .outcome())
                .isEqualTo("403 MISSING_SCOPE");
        assertThat(bugle.owner().get(KEYS).json().get("items")).isEmpty();
        server.clock().advance(Duration.ofMinutes(15));
        assertThat(probe(minted.text("key")).outcome()).isEqualTo("401 INVALID_KEY");
        String second = bugle.owner().post(IDENTITY + "/session/api-key").text("key");
        bugle.owner().delete(IDENTITY + "/session");
        assertThat(probe(second).outcome()).isEqualTo("401 INVALID_KEY");
    }
}
