package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import byline.keys.AuditLog.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PasskeyTest {
    private static final String FACTORS = IDENTITY + "/second-factors";
    private static final String PASSKEYS = FACTORS + "/passkeys";
    private static final String COMPLETE = IDENTITY + "/session/second-factor";
    private static final String MAIL = "jonah@bugle.example";

    @TempDir
    Path folder;

    TestServer server;
    Caller jonah;
    TestAuthenticator key;
    Answer added;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        jonah = server.signIn(MAIL);
        key = authenticator();
        added = add(jonah, key);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestAuthenticator authenticator() {
        return new TestAuthenticator(server.origin().toString());
    }

    /// Signed in as far as the mail goes; some time after the last mail.
    private Caller half() {
        server.clock().advance(Duration.ofMinutes(2));
        return server.signIn(MAIL);
    }

    private static Answer add(Caller person, TestAuthenticator authenticator) {
        return person.post(PASSKEYS, Map.of("name", "Laptop", "credential", authenticator.make(creation(person))));
    }

    private static JsonNode creation(Caller person) {
        Answer asked = person.post(PASSKEYS + "/options");
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        return asked.json().get("public_key");
    }

    private static JsonNode request(Caller half) {
        Answer asked = half.post(COMPLETE + "/options");
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        return asked.json().get("public_key");
    }

    private static Answer complete(Caller half, Map<String, Object> credential) {
        return half.post(COMPLETE, Map.of("credential", credential));
    }

    private void assertRefused(TestAuthenticator other) {
        Caller half = half();
        assertThat(complete(half, other.sign(request(half))).outcome()).isEqualTo("400 INVALID_REQUEST");
        assertThat(half.get(IDENTITY + "/me").outcome()).isEqualTo("401 SECOND_FACTOR_REQUIRED");
    }

    private List<String> reasons() {
        return jonah.get(IDENTITY + "/me/audit-log").json().get("items").values().stream()
                .filter(item -> item.get("action").stringValue().equals("second_factor.failed"))
                .map(item -> item.get("after").get("reason").stringValue())
                .toList();
    }

    @Test
    void isAskedForAtTheNextSignInAndGivesAFreshToken() {
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.json().get("recovery_codes")).hasSize(10);
        Caller half = half();
        assertThat(half.get(IDENTITY + "/me").outcome()).isEqualTo("401 SECOND_FACTOR_REQUIRED");
        JsonNode asked = request(half);
        assertThat(asked.get("userVerification").stringValue()).isEqualTo("required");
        assertThat(asked.get("rpId").stringValue()).isEqualTo("localhost");
        Answer complete = complete(half, key.sign(asked));
        assertThat(complete.status()).as(complete.text()).isEqualTo(200);
        assertThat(server.anyone()
                        .bearer(complete.text("token"))
                        .get(IDENTITY + "/me")
                        .status())
                .isEqualTo(200);
        assertThat(half.get(IDENTITY + "/me").outcome()).isEqualTo("401 SESSION_REQUIRED");
    }

    @Test
    void isListedWithItsUsesRenamedAndRemoved() {
        JsonNode before = jonah.get(FACTORS).json().get("items").get(0);
        assertThat(before.get("kind").stringValue()).isEqualTo("passkey");
        assertThat(before.get("last_used_at").isNull()).isTrue();
        Caller half = half();
        complete(half, key.sign(request(half)));
        String id = added.text("id");
        assertThat(jonah.patch(FACTORS + "/" + id, Map.of("name", "Old laptop")).text("name"))
                .isEqualTo("Old laptop");
        assertThat(jonah.patch(FACTORS + "/" + id, Map.of("name", "")).outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        JsonNode after = jonah.get(FACTORS).json().get("items").get(0);
        assertThat(after.get("last_used_at").stringValue())
                .isEqualTo(server.clock().instant().toString());
        assertThat(jonah.delete(FACTORS + "/" + id).status()).isEqualTo(204);
        assertThat(jonah.patch(FACTORS + "/" + id, Map.of("name", "x")).outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(half().get(IDENTITY + "/me").status()).isEqualTo(200);
    }

    @Test
    void aChallengeIsAnsweredOnceWithinFiveMinutesByTheSessionItWasMadeFor() {
        Caller half = half();
        Caller other = half();
        request(other);
        JsonNode asked = request(half);
        assertThat(complete(other, key.sign(asked)).outcome()).isEqualTo("400 INVALID_REQUEST");
        Map<String, Object> answer = key.sign(asked);
        assertThat(complete(half, answer).status()).isEqualTo(200);
        Caller again = half();
        assertThat(complete(again, answer).outcome()).isEqualTo("400 INVALID_REQUEST");
        Caller late = half();
        JsonNode old = request(late);
        server.clock().advance(Duration.ofMinutes(5));
        assertThat(complete(late, key.sign(old)).outcome()).isEqualTo("400 INVALID_REQUEST");
        assertThat(reasons()).containsExactly("no_challenge", "no_challenge", "invalid");
    }

    @Test
    void ofTwoAnswersAtOnceExactlyOneCounts() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Caller half = half();
            Map<String, Object> answer = key.sign(request(half));
            Callable<Integer> use = () -> complete(half, answer).status();
            var both = threads.invokeAll(List.of(use, use));
            int first = both.get(0).get();
            int second = both.get(1).get();
            assertThat(Math.min(first, second)).isEqualTo(200);
            assertThat(Math.max(first, second)).isIn(400, 401);
        }
    }

    @Test
    void refusesAnotherOriginOrRelyingPartyAndAUserWhoWasNotVerified() {
        assertRefused(key.on("http://localhost:1"));
        assertRefused(key.on("https://evil.example"));
        key.on(server.origin().toString());
        assertRefused(key.relyingOn("evil.example"));
        key.relyingOn("localhost");
        assertRefused(key.withoutVerifyingItsUser());
    }

    @Test
    void refusesACounterThatDidNotGoUpAndWritesItDown() {
        Caller half = half();
        complete(half, key.countingFrom(40).sign(request(half)));
        assertRefused(key.countingFrom(40));
        assertRefused(key.countingFrom(7));
        assertThat(reasons()).containsExactly("counter", "counter");
        Caller next = half();
        assertThat(complete(next, key.countingFrom(41).sign(request(next))).status())
                .isEqualTo(200);
    }

    @Test
    void takesAnAuthenticatorThatCountsNothing() {
        Caller perry = server.signIn("perry@planet.example");
        TestAuthenticator still = authenticator().countingFrom(0);
        assertThat(add(perry, still).status()).isEqualTo(201);
        for (int i = 0; i < 2; i++) {
            Caller half = server.signIn("perry@planet.example");
            assertThat(complete(half, still.sign(request(half))).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesAnUnknownPasskeyAnothersAndOneThatAnswersForSomebodyElse() {
        assertRefused(authenticator());
        Caller perry = server.signIn("perry@planet.example");
        TestAuthenticator theirs = authenticator();
        add(perry, theirs);
        assertRefused(theirs);
        assertRefused(key.answeringFor(PasskeyOptions.handle("usr_somebody")));
        assertThat(reasons()).containsExactly("unknown", "unknown", "unknown");
    }

    @Test
    void isMadeOnceForOneUserOnOurOriginWithAFreshChallenge() {
        assertThat(add(jonah, key).outcome()).isEqualTo("400 INVALID_REQUEST");
        assertThat(add(server.signIn("perry@planet.example"), key).outcome()).isEqualTo("400 INVALID_REQUEST");
        assertThat(add(jonah, authenticator().on("https://evil.example")).outcome())
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(add(jonah, authenticator().withoutVerifyingItsUser()).outcome())
                .isEqualTo("400 INVALID_REQUEST");
        JsonNode used = creation(jonah);
        jonah.post(PASSKEYS, Map.of("name", "x", "credential", authenticator().make(used)));
        assertThat(jonah.post(
                                PASSKEYS,
                                Map.of(
                                        "name",
                                        "x",
                                        "credential",
                                        authenticator().make(used)))
                        .outcome())
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(creation(jonah).get("excludeCredentials")).hasSize(2);
    }

    @Test
    void refusesWhatIsNoAnswerOfABrowser() {
        for (String body : List.of(
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"credential\":null}",
                "{\"name\":\"x\",\"credential\":7}",
                "{\"name\":\"\",\"credential\":{}}")) {
            assertThat(jonah.post(PASSKEYS, body).outcome()).isEqualTo("400 INVALID_PARAMETER");
        }
        for (String credential : List.of(
                "{}",
                "{\"response\":{}}",
                "{\"id\":\"x\",\"rawId\":\"eA\",\"response\":{\"clientDataJSON\":\"eA\",\"attestationObject\":\"eA\"}}",
                "{\"id\":\"x\",\"rawId\":\"eA\",\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"oA\"}}")) {
            creation(jonah);
            assertThat(jonah.post(PASSKEYS, "{\"name\":\"x\",\"credential\":" + credential + "}")
                            .outcome())
                    .as(credential)
                    .isEqualTo("400 INVALID_REQUEST");
        }
        Caller half = half();
        request(half);
        assertThat(half.post(COMPLETE, "{\"credential\":{}}").outcome()).isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void boundsFactorsChallengesAndTries() {
        for (int i = 1; i < SecondFactors.MOST; i++) {
            server.clock().advance(Duration.ofMinutes(1));
            assertThat(add(jonah, authenticator()).json().get("recovery_codes")).isEmpty();
        }
        assertThat(add(jonah, authenticator()).outcome()).isEqualTo("409 CONFLICT");
        assertThat(jonah.post(FACTORS + "/totp", Map.of("name", "x")).outcome()).isEqualTo("409 CONFLICT");
        server.clock().advance(Duration.ofMinutes(1));
        Caller half = half();
        for (int i = 0; i < 5; i++) {
            complete(half, key.on("https://evil.example").sign(request(half)));
        }
        key.on(server.origin().toString());
        assertThat(complete(half, key.sign(request(half))).outcome()).isEqualTo("429 RATE_LIMITED");
        for (int i = 6; i < PasskeyRoutes.CHALLENGES_PER_MINUTE; i++) {
            request(half);
        }
        assertThat(half.post(COMPLETE + "/options").outcome()).isEqualTo("429 RATE_LIMITED");
    }

    @Test
    void needsAHostName() {
        Caller byAddress = new Caller(
                java.net.URI.create("http://127.0.0.1:" + server.origin().getPort()), jonah.headers());
        assertThat(byAddress.post(PASSKEYS + "/options").outcome()).isEqualTo("409 CONFLICT");
    }

    @Test
    void recoveryCodesStandInAreRenewedAndGoWithTheLastFactor() {
        Answer fresh = jonah.post(FACTORS + "/recovery-codes");
        assertThat(fresh.status()).isEqualTo(201);
        String old = added.json().get("recovery_codes").get(0).stringValue();
        String code = fresh.json().get("recovery_codes").get(0).stringValue();
        assertThat(half().post(COMPLETE, Map.of("code", old)).outcome()).isEqualTo("400 INVALID_REQUEST");
        assertThat(half().post(COMPLETE, Map.of("code", code)).status()).isEqualTo(200);
        jonah.delete(FACTORS + "/" + added.text("id"));
        assertThat(jonah.post(FACTORS + "/recovery-codes").outcome()).isEqualTo("409 CONFLICT");
    }

    @Test
    void saysWhichKindsThereAreBeforeTheSecondStep() {
        Caller half = half();
        assertThat(half.post(COMPLETE + "/options").json().get("kinds").toString())
                .isEqualTo("[\"passkey\"]");
        Answer none = server.signIn("perry@planet.example").post(COMPLETE + "/options");
        assertThat(none.json().get("public_key").isNull()).isTrue();
    }

    @Test
    void everyStepIsTheUsersOwnToReadWithoutSecretsAndTheChainHolds() {
        Caller half = half();
        complete(half, key.sign(request(half)));
        jonah.delete(FACTORS + "/" + added.text("id"));
        Answer log = jonah.get(IDENTITY + "/me/audit-log");
        assertThat(log.json().get("items").values().stream()
                        .map(item -> item.get("action").stringValue())
                        .toList())
                .containsExactly(
                        "second_factor.removed",
                        "second_factor.passed",
                        "session.opened",
                        "second_factor.added",
                        "session.opened");
        assertThat(log.text())
                .doesNotContain(added.json().get("recovery_codes").get(0).stringValue());
        assertThat(server.signIn("perry@planet.example")
                        .get(IDENTITY + "/me/audit-log")
                        .text())
                .doesNotContain(added.text("id"), "second_factor.");
        assertThat(server.keys().audit().verify()).isInstanceOf(Verdict.Intact.class);
    }
}
