package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainRoutesTest {
    private static final String DOMAINS = IDENTITY + "/domains";

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

    private Answer claim(Tenant tenant, String domain) {
        return tenant.owner().post(DOMAINS, Map.of("domain", domain));
    }

    private static Answer verify(Tenant tenant, Answer claim) {
        return tenant.owner().post(DOMAINS + "/" + claim.text("id") + "/verify");
    }

    @Test
    void answersABareArrayWithTheDocumentedMembers() {
        claim(bugle, "Bugle.Example.");
        Answer list = bugle.owner().get(DOMAINS);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().isArray()).isTrue();
        assertThat(list.json().get(0).propertyNames())
                .contains(
                        "id",
                        "organization_id",
                        "domain",
                        "verified",
                        "verification_method",
                        "verification_token",
                        "created_at",
                        "verified_at");
        assertThat(list.json().get(0).get("domain").stringValue()).isEqualTo("bugle.example");
    }

    @Test
    void claimingTwiceAnswersTheSameClaim() {
        Answer first = claim(bugle, "bugle.example");
        Answer second = claim(bugle, "bugle.example");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "co.uk",
                "github.io",
                "com",
                "localhost",
                "127.0.0.1",
                "[::1]",
                "https://bugle.example",
                "bugle.example:80",
                "bugle.example/x",
                "-bugle.example",
                "b_ugle.example",
                "",
                "fußball.example",
                "a..example"
            })
    void refusesWhatNobodyCanOwn(String domain) {
        assertThat(claim(bugle, domain).outcome()).isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void keepsAnInternationalNameInItsAsciiForm() {
        assertThat(claim(bugle, "Zürich.example").text("domain")).isEqualTo("xn--zrich-kva.example");
        assertThat(claim(bugle, "xn--fuball-cta.example").status()).isEqualTo(201);
    }

    @Test
    void provesByDnsAndOwnsTheDomainFromThenOn() {
        Answer claim = claim(bugle, "bugle.example");
        server.dns().text("_openattribution.bugle.example", "oa-verify=" + claim.text("verification_token"));
        Answer verified = verify(bugle, claim);
        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.json().get("verified").booleanValue()).isTrue();
        assertThat(verified.text("verification_method")).isEqualTo("dns");
        assertThat(verified.json().get("checks").get(0).get("outcome").stringValue())
                .isEqualTo("found");
        assertThat(server.identity().owners().find("www.bugle.example"))
                .hasValueSatisfying(owner -> assertThat(owner.owner()).isEqualTo(bugle.id()));
    }

    @Test
    void provesByMetaTag() {
        server.dns().address("example.com", "127.0.0.1");
        Answer claim = claim(bugle, "example.com");
        server.web().page("example.com/", "<meta name=oa-verify content='" + claim.text("proof") + "'>");
        assertThat(verify(bugle, claim).text("verification_method")).isEqualTo("metatag");
    }

    @Test
    void saysWhatIsMissingWhileNothingProves() {
        Answer verified = verify(bugle, claim(bugle, "bugle.example"));
        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.json().get("verified").booleanValue()).isFalse();
        assertThat(verified.json().get("checks")).hasSize(3);
        assertThat(server.identity().owners().find("bugle.example")).isEmpty();
    }

    @Test
    void aSecondOwnerTakesOverOnlyOnceTheFirstProofIsGone() {
        Tenant planet = server.tenant("perry@planet.example", "content_owner");
        Answer first = claim(bugle, "bugle.example");
        Answer second = claim(planet, "bugle.example");
        server.dns().text("bugle.example", first.text("proof"));
        verify(bugle, first);
        server.dns().text("bugle.example", first.text("proof"), second.text("proof"));
        assertThat(verify(planet, second).outcome()).isEqualTo("409 CONFLICT");
        server.dns().text("bugle.example", second.text("proof"));
        assertThat(verify(planet, second).json().get("verified").booleanValue()).isTrue();
        assertThat(server.identity().owners().domains(bugle.id())).isEmpty();
        assertThat(server.identity().owners().domains(planet.id())).containsExactly("bugle.example");
    }

    @Test
    void theOperatorsWordIsNotLostToAProof() {
        Tenant planet = server.tenant("perry@planet.example", "content_owner");
        server.identity().domains().vouch(bugle.id(), "bugle.example");
        Answer second = claim(planet, "bugle.example");
        server.dns().text("bugle.example", second.text("proof"));
        assertThat(verify(planet, second).outcome()).isEqualTo("409 CONFLICT");
    }

    @Test
    void removesADomainAndItsOwnership() {
        server.prove(bugle, "bugle.example");
        String id = bugle.owner().get(DOMAINS).json().get(0).get("id").stringValue();
        assertThat(bugle.owner().delete(DOMAINS + "/" + id).status()).isEqualTo(204);
        assertThat(bugle.owner().get(DOMAINS).json()).isEmpty();
        assertThat(server.identity().owners().find("bugle.example")).isEmpty();
        assertThat(bugle.owner().delete(DOMAINS + "/" + id).outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void needsAnActiveOrganisation() {
        Caller loner = server.signIn("peter@parker.example");
        assertThat(loner.get(DOMAINS).outcome()).isEqualTo("400 NO_ACTIVE_ORGANIZATION");
    }

    @Test
    void anothersDomainAnswersAsAnUnknownOne() {
        Tenant planet = server.tenant("perry@planet.example", "content_owner");
        String id = claim(bugle, "bugle.example").text("id");
        for (String verb : new String[] {"DELETE /", "POST /verify"}) {
            String method = verb.substring(0, verb.indexOf(' '));
            String tail = verb.endsWith("verify") ? "/verify" : "";
            Answer others = planet.owner().send(method, DOMAINS + "/" + id + tail, null);
            Answer unknown = planet.owner().send(method, DOMAINS + "/dom_0000000000000000000000" + tail, null);
            assertThat(others.status()).isEqualTo(404);
            assertThat(others.text()).isEqualTo(unknown.text());
        }
    }

    @Test
    void survivesARestart() {
        server.prove(bugle, "bugle.example");
        server.close();
        server = new TestServer(folder);
        assertThat(server.identity().owners().domains(bugle.id())).containsExactly("bugle.example");
    }
}
