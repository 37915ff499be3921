package byline.telemetry;

import static byline.telemetry.Bodies.batch;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTelemetryTest {
    private static final String ID = "https://example.com/.well-known/content-telemetry.json";
    private static final String PLACE = "example.com/.well-known/content-telemetry.json";
    private static final String BODY = batch(retrieved(1, "https://bugle.example/"));

    @TempDir
    Path folder;

    TelemetryServer server;
    Tenant oracle;
    Caller agent;
    URI target;
    final Signer signer = new Signer(ID);

    @BeforeEach
    void start() {
        server = new TelemetryServer(folder);
        oracle = server.platform("oracle");
        agent = server.writer(oracle);
        target = server.server().origin().resolve("/events");
        server.server().dns().address("example.com", "127.0.0.1");
        server.server().web().page(PLACE, signer.manifest(""));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Instant now() {
        return server.server().clock().instant();
    }

    private void assertRefused(Caller signed) {
        Answer answer = signed.post("/events", BODY);
        assertThat(answer.outcome()).isEqualTo("401 INVALID_SIGNATURE");
        assertThat(answer.text("detail")).contains("POST " + target, "without Signature-Input");
        assertThat(server.eventsOf(oracle)).isEmpty();
    }

    @Test
    void keepsWhoseValidSignatureAnEventCameUnder() {
        Answer answer = signer.sign(agent, target, bytes(BODY), now()).post("/events", BODY);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("byline-signature")).isEqualTo("signed");
        assertThat(server.eventsOf(oracle).getFirst().signedBy()).isEqualTo(ID + "#key-1");
    }

    @Test
    void keepsItForEveryWayIn() {
        String session = "00000000-0000-4000-8000-000000000007";
        String start = "{}";
        Answer started = signer.sign(agent, target.resolve("/sessions/start"), bytes(start), now())
                .post("/sessions/start", start);
        String end = "{\"session_id\":\"%s\"}".formatted(started.text("session_id"));
        signer.sign(agent, target.resolve("/sessions/end"), bytes(end), now()).post("/sessions/end", end);
        String document = Bodies.document(session, "null", retrieved(9, "https://bugle.example/"));
        Answer bulk = signer.sign(agent, target.resolve("/sessions/bulk"), bytes(document), now())
                .post("/sessions/bulk", document);
        assertThat(bulk.status()).as(bulk.text()).isEqualTo(201);
        assertThat(server.reportedBy(oracle)).hasSize(5).allMatch(row -> signer.keyId()
                .equals(row.signedBy()));
    }

    @Test
    void takesWhatIsNotSigned() {
        assertThat(agent.post("/events", BODY).status()).isEqualTo(201);
        assertThat(server.eventsOf(oracle).getFirst().signedBy()).isNull();
    }

    @Test
    void takesTheDigestOverTheBodyAsItWasSent() {
        byte[] packed = Bodies.gzip(BODY);
        Caller signed = signer.sign(agent, target, packed, now()).with("Content-Encoding", "gzip");
        Answer answer = Bodies.post(signed, "/events", packed);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(server.eventsOf(oracle).getFirst().signedBy()).isEqualTo(signer.keyId());
    }

    @Test
    void answers401ForAnotherBodyAddressOrKey() {
        assertRefused(signer.sign(agent, target, bytes(BODY + " "), now()));
        assertRefused(signer.sign(agent, target.resolve("/v1/events"), bytes(BODY), now()));
        assertRefused(signer.sign(agent, URI.create("https://elsewhere.example/events"), bytes(BODY), now()));
        assertRefused(new Signer(ID).sign(agent, target, bytes(BODY), now()));
    }

    @Test
    void answers401ForASignatureOfAnotherTime() {
        assertRefused(signer.sign(agent, target, bytes(BODY), now().minus(Duration.ofMinutes(6))));
        assertRefused(signer.sign(agent, target, bytes(BODY), now().plus(Duration.ofMinutes(2))));
        assertRefused(signer.sign(agent, target, bytes(BODY), params("", ";expires=" + (now().getEpochSecond() - 1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"@method\" ", "\"@target-uri\" ", "\"content-digest\""})
    void answers401WhenTheSignatureLeavesOutWhatItMustCover(String component) {
        assertRefused(signer.sign(agent, target, bytes(BODY), params(component, "")));
    }

    @Test
    void answers401ForHeadersThatAreNoSignature() {
        assertRefused(agent.with("Signature-Input", "sig1="));
        assertRefused(agent.with("Signature-Input", "sig1=" + params("", "")));
        assertRefused(agent.with("Signature-Input", "sig1=" + params("", "")).with("Signature", "sig1=:AAAA:"));
        assertRefused(signer.sign(agent, target, bytes(BODY), params("", ";alg=\"rsa-pss-sha512\"")));
    }

    @Test
    void answers401ForAKeyThatHasExpired() {
        server.server().web().page(PLACE, signer.manifest(",\"expires\":\"2026-09-02T00:00:00Z\""));
        assertRefused(signer.sign(agent, target, bytes(BODY), now()));
    }

    @Test
    void takesButDoesNotMarkWhatCanNotBeVerified() {
        server.server().web().remove(PLACE);
        assertThat(signer.sign(agent, target, bytes(BODY), now())
                        .post("/events", BODY)
                        .header("byline-signature"))
                .isEqualTo("unverified; reason=\"its address answered 404\"");
        assertThat(server.eventsOf(oracle).getFirst().signedBy()).isNull();
    }

    @Test
    void takesANewKeyAsSoonAsItIsPublished() {
        signer.sign(agent, target, bytes(BODY), now()).post("/events", BODY);
        Signer successor = new Signer(ID);
        server.server().web().page(PLACE, successor.manifest(""));
        server.server().clock().advance(Duration.ofMinutes(2));
        String next = batch(retrieved(2, "https://bugle.example/"));
        Answer answer = successor.sign(agent, target, bytes(next), now()).post("/events", next);
        assertThat(answer.header("byline-signature")).as(answer.text()).isEqualTo("signed");
        assertRefusedAlone(signer.sign(agent, target, bytes(BODY), now()));
    }

    private void assertRefusedAlone(Caller signed) {
        assertThat(signed.post("/events", BODY).outcome()).isEqualTo("401 INVALID_SIGNATURE");
    }

    @Test
    void answers401WhenAnotherSenderRepeatsASignatureAndCountsTheSendersOwnRepeatAsOne() {
        Caller signed = signer.sign(agent, target, bytes(BODY), now());
        signed.post("/events", BODY);
        Answer again = signed.post("/events", BODY);
        assertThat(again.json().get("duplicates").intValue()).isEqualTo(1);
        Caller copycat = server.writer(server.platform("copycat"));
        assertRefusedAlone(signer.sign(copycat, target, bytes(BODY), now()));
    }

    @Test
    void passesOverSignaturesThatAreNoneOfOurs() {
        Caller bot = agent.with("Signature-Input", "sig1=(\"@authority\");created=1;keyid=\"abc\";tag=\"web-bot-auth\"")
                .with("Signature", "sig1=:AAAA:");
        assertThat(bot.post("/events", BODY).status()).isEqualTo(201);
    }

    private String params(String without, String more) {
        return "(\"@method\" \"@target-uri\" \"content-digest\")"
                        .replace(without, "")
                        .replace(" )", ")")
                + ";created=%d;keyid=\"%s\"%s".formatted(now().getEpochSecond(), signer.keyId(), more);
    }
}
