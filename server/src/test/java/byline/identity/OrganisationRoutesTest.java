package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import byline.keys.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganisationRoutesTest {
    private static final String ORGANISATIONS = IDENTITY + "/organizations";

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

    private String own() {
        return ORGANISATIONS + "/" + bugle.id();
    }

    private Caller join(String email, String role) {
        bugle.owner().post(own() + "/invitations", Map.of("email", email, "role", role));
        String token = Mailbox.token(server.mail().next());
        Caller invited = server.signIn(email);
        assertThat(invited.post(IDENTITY + "/invitations/accept", Map.of("token", token))
                        .status())
                .isEqualTo(200);
        return invited;
    }

    private static String id(Caller caller) {
        return caller.get(IDENTITY + "/me").text("id");
    }

    @Test
    void makesAnOrganisationWithASlugOfItsName() {
        Caller peter = server.signIn("peter@parker.example");
        Answer made = peter.post(ORGANISATIONS, Map.of("name", "Ünder the Web!", "org_type", "content_owner"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("slug")).isEqualTo("under-the-web");
        assertThat(made.text("role")).isEqualTo("owner");
        Answer twin = peter.post(ORGANISATIONS, Map.of("name", "Under the web", "org_type", "content_owner"));
        assertThat(twin.text("slug")).startsWith("under-the-web-");
        Map<String, String> taken = Map.of("name", "x", "org_type", "content_owner", "slug", "under-the-web");
        assertThat(peter.post(ORGANISATIONS, taken).outcome()).isEqualTo("409 CONFLICT");
        Map<String, String> bad = Map.of("name", "x", "org_type", "content_owner", "slug", "No Good");
        assertThat(peter.post(ORGANISATIONS, bad).outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(peter.post(ORGANISATIONS, Map.of("name", "x", "org_type", "bank"))
                        .outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        assertThat(peter.get(ORGANISATIONS).json().get("items")).hasSize(2);
    }

    @Test
    void renamesAndReslugs() {
        Answer changed = bugle.owner().patch(own(), Map.of("name", "Bugle", "slug", "bugle"));
        assertThat(changed.text("slug")).isEqualTo("bugle");
        Tenant planet = server.tenant("perry@planet.example", "content_owner");
        assertThat(planet.owner()
                        .patch(ORGANISATIONS + "/" + planet.id(), Map.of("slug", "bugle"))
                        .outcome())
                .isEqualTo("409 CONFLICT");
    }

    @Test
    void switchesBetweenOwnOrganisationsOnly() {
        Caller jonah = bugle.owner();
        String second = jonah.post(ORGANISATIONS, Map.of("name", "Second", "org_type", "platform"))
                .text("id");
        String path = IDENTITY + "/session/organization";
        assertThat(jonah.get(IDENTITY + "/session").text("organization_id"))
                .isEqualTo(bugle.id().value());
        assertThat(jonah.post(path, Map.of("organization_id", second)).status()).isEqualTo(200);
        assertThat(jonah.get(IDENTITY + "/session").text("organization_id")).isEqualTo(second);
        Tenant planet = server.tenant("perry@planet.example", "content_owner");
        Answer others = jonah.post(path, Map.of("organization_id", planet.id().value()));
        Answer unknown = jonah.post(path, Map.of("organization_id", "org_0000000000000000000000"));
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.text()).isEqualTo(unknown.text());
    }

    @Test
    void invitesByMailAndOnlyTheAddresseeJoins() {
        Answer invited =
                bugle.owner().post(own() + "/invitations", Map.of("email", "Peter@Parker.example", "role", "member"));
        assertThat(invited.status()).isEqualTo(201);
        var mail = server.mail().next();
        assertThat(mail.to()).isEqualTo("peter@parker.example");
        String token = Mailbox.token(mail);
        Caller eddie = server.signIn("eddie@brock.example");
        String accept = IDENTITY + "/invitations/accept";
        Answer stranger = eddie.post(accept, Map.of("token", token));
        Answer unknown = eddie.post(accept, Map.of("token", "byl_invite_x"));
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.text()).isEqualTo(unknown.text());
        Caller peter = server.signIn("peter@parker.example");
        assertThat(peter.get(own()).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(peter.post(accept, Map.of("token", token)).text("role")).isEqualTo("member");
        assertThat(peter.get(own()).text("role")).isEqualTo("member");
        assertThat(peter.post(accept, Map.of("token", token)).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(bugle.owner().get(own() + "/members").json().get("items")).hasSize(2);
    }

    @Test
    void anInvitationEndsWithdrawnOrAfterAWeek() {
        String path = own() + "/invitations";
        Answer first = bugle.owner().post(path, Map.of("email", "peter@parker.example", "role", "viewer"));
        String token = Mailbox.token(server.mail().next());
        Caller peter = server.signIn("peter@parker.example");
        assertThat(bugle.owner().delete(path + "/" + first.text("id")).status()).isEqualTo(204);
        assertThat(peter.post(IDENTITY + "/invitations/accept", Map.of("token", token))
                        .status())
                .isEqualTo(404);
        bugle.owner().post(path, Map.of("email", "peter@parker.example", "role", "viewer"));
        String second = Mailbox.token(server.mail().next());
        server.clock().advance(Duration.ofDays(7));
        assertThat(peter.post(IDENTITY + "/invitations/accept", Map.of("token", second))
                        .status())
                .isEqualTo(404);
        assertThat(bugle.owner().get(path).json().get("items")).isEmpty();
    }

    @Test
    void onlyAnOwnerDecidesAboutOwners() {
        Caller admin = join("robbie@bugle.example", "admin");
        String owner = id(bugle.owner());
        assertThat(admin.patch(own() + "/members/" + owner, Map.of("role", "viewer"))
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(admin.delete(own() + "/members/" + owner).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(admin.patch(own() + "/members/" + id(admin), Map.of("role", "owner"))
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(admin.post(own() + "/invitations", Map.of("email", "x@y.example", "role", "owner"))
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(bugle.owner()
                        .patch(own() + "/members/" + id(admin), Map.of("role", "owner"))
                        .text("role"))
                .isEqualTo("owner");
    }

    @Test
    void theLastOwnerStays() {
        String owner = id(bugle.owner());
        assertThat(bugle.owner().delete(own() + "/members/" + owner).outcome()).isEqualTo("409 CONFLICT");
        assertThat(bugle.owner()
                        .patch(own() + "/members/" + owner, Map.of("role", "admin"))
                        .outcome())
                .isEqualTo("409 CONFLICT");
        Caller robbie = join("robbie@bugle.example", "owner");
        assertThat(bugle.owner().delete(own() + "/members/" + owner).status()).isEqualTo(204);
        assertThat(robbie.delete(own() + "/members/" + id(robbie)).outcome()).isEqualTo("409 CONFLICT");
    }

    @Test
    void aChangedRoleCountsForTheNextRequestAndALeaverKeepsNothing() {
        Caller peter = join("peter@parker.example", "admin");
        String key = peter.post(IDENTITY + "/session/api-key").text("key");
        assertThat(peter.patch(own(), Map.of("name", "Bugle")).status()).isEqualTo(200);
        bugle.owner().patch(own() + "/members/" + id(peter), Map.of("role", "viewer"));
        assertThat(peter.patch(own(), Map.of("name", "Mine")).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(peter.delete(own() + "/members/" + id(peter)).status()).isEqualTo(204);
        assertThat(peter.get(own()).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(peter.get(IDENTITY + "/api-keys").outcome()).isEqualTo("400 NO_ACTIVE_ORGANIZATION");
        assertThat(server.anyone().bearer(key).get("/probe/telemetry:read").outcome())
                .isEqualTo("401 INVALID_KEY");
    }

    @Test
    void deletesWithAGracePeriodAndPurgesAfterIt() {
        server.prove(bugle, "bugle.example");
        assertThat(bugle.owner().get(own() + "/export").json().get("domains")).hasSize(1);
        assertThat(bugle.owner().delete(own()).status()).isEqualTo(200);
        assertThat(bugle.owner().get(own()).outcome()).isEqualTo("404 NOT_FOUND");
        Tenant planet = server.tenant("perry@planet.example", "content_owner");
        assertThat(planet.owner().post(own() + "/restore").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(bugle.owner().post(own() + "/restore").status()).isEqualTo(200);
        assertThat(bugle.owner().get(IDENTITY + "/domains").json()).hasSize(1);
        bugle.owner().delete(own());
        server.clock().advance(Organisations.GRACE.plusDays(1));
        server.identity().housekeeping().run();
        assertThat(server.signIn("jonah@bugle.example").post(own() + "/restore").outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(server.identity().owners().domains(bugle.id())).isEmpty();
    }

    @Test
    void exportsEverythingButSecrets() {
        String key = bugle.key("telemetry:read");
        Answer export = bugle.owner().get(own() + "/export");
        assertThat(export.json().get("api_keys")).hasSize(1);
        assertThat(export.json().get("audit_log").size()).isGreaterThan(1);
        assertThat(export.text()).doesNotContain(key.substring(8));
        assertThat(join("robbie@bugle.example", "admin").get(own() + "/export").outcome())
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void keepsSettings() {
        String path = own() + "/settings";
        assertThat(bugle.owner().get(path).json().get("retention_days").intValue())
                .isEqualTo(400);
        Answer changed =
                bugle.owner().patch(path, Map.of("visible_in_click_token_lookups", true, "time_zone", "Europe/Berlin"));
        assertThat(changed.json().get("visible_in_click_token_lookups").booleanValue())
                .isTrue();
        assertThat(server.identity().settings().of(bugle.id()).timeZone()).isEqualTo("Europe/Berlin");
        Answer site = bugle.owner().post("/api/v1/identity/sites", Map.of("domain", "new.example"));
        assertThat(site.text("time_zone")).isEqualTo("Europe/Berlin");
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("retention_days", 0),
                Map.of("time_zone", "Mars"),
                Map.of("privacy_floor", "none"),
                Map.of("visible_in_click_token_lookups", "yes"),
                Map.of("unknown", 1))) {
            assertThat(bugle.owner().patch(path, bad).outcome()).isEqualTo("400 INVALID_PARAMETER");
        }
        server.close();
        server = new TestServer(folder);
        assertThat(server.identity().settings().of(bugle.id()).timeZone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void delegatesAndTakesBackAtOnce() {
        Tenant ai = server.tenant("ai@assistant.example", "platform");
        server.prove(bugle, "bugle.example");
        String path = IDENTITY + "/delegations";
        Map<String, Object> wish = Map.of(
                "grantee_org_id",
                ai.id().value(),
                "scopes",
                List.of("telemetry:read"),
                "domains",
                List.of("bugle.example"));
        Answer granted = bugle.owner().post(path, wish);
        assertThat(granted.status()).isEqualTo(201);
        assertThat(server.identity().delegations().find(bugle.id(), ai.id()))
                .hasValueSatisfying(one -> assertThat(one.scopes()).containsExactly(Scope.TELEMETRY_READ));
        assertThat(server.identity().delegations().find(ai.id(), bugle.id())).isEmpty();
        assertThat(bugle.owner().get(path).json().get("items")).hasSize(1);
        assertThat(ai.owner().get(path + "?direction=received").json().get("items"))
                .hasSize(1);
        assertThat(ai.owner().get(path).json().get("items")).isEmpty();
        assertThat(ai.owner().delete(path + "/" + granted.text("id")).outcome()).isEqualTo("403 FORBIDDEN");
        Tenant planet = server.tenant("perry@planet.example", "content_owner");
        assertThat(planet.owner().delete(path + "/" + granted.text("id")).outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(bugle.owner().delete(path + "/" + granted.text("id")).status())
                .isEqualTo(204);
        assertThat(server.identity().delegations().find(bugle.id(), ai.id())).isEmpty();
        assertThat(bugle.owner()
                        .get(path)
                        .json()
                        .get("items")
                        .get(0)
                        .get("status")
                        .stringValue())
                .isEqualTo("revoked");
        server.close();
        server = new TestServer(folder);
        assertThat(server.identity().delegations().find(bugle.id(), ai.id())).isEmpty();
    }

    @Test
    void aDelegationExpiresAndIsReplacedByANewOne() {
        Tenant ai = server.tenant("ai@assistant.example", "platform");
        String path = IDENTITY + "/delegations";
        String end = server.clock().instant().plus(Duration.ofHours(1)).toString();
        Map<String, Object> wish =
                Map.of("grantee_org_id", ai.id().value(), "scopes", List.of("telemetry:read"), "expires_at", end);
        bugle.owner().post(path, wish);
        bugle.owner().post(path, wish);
        assertThat(bugle.owner().get(path).text()).contains("\"status\":\"active\"", "\"status\":\"revoked\"");
        server.clock().advance(Duration.ofHours(1));
        assertThat(server.identity().delegations().find(bugle.id(), ai.id())).isEmpty();
    }

    @Test
    void refusesADelegationThatMakesNoSense() {
        Tenant ai = server.tenant("ai@assistant.example", "platform");
        String path = IDENTITY + "/delegations";
        List<String> read = List.of("telemetry:read");
        assertThat(bugle.owner().post(path, Map.of("scopes", read)).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(bugle.owner()
                        .post(path, Map.of("grantee_org_id", bugle.id().value(), "scopes", read))
                        .outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(bugle.owner()
                        .post(path, Map.of("grantee_org_id", ai.id().value(), "scopes", List.of("telemetry:write")))
                        .outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        assertThat(bugle.owner()
                        .post(
                                path,
                                Map.of(
                                        "grantee_org_id",
                                        ai.id().value(),
                                        "scopes",
                                        read,
                                        "domains",
                                        List.of("planet.example")))
                        .outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        assertThat(ai.owner()
                        .post(path, Map.of("grantee_org_id", bugle.id().value(), "scopes", read))
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(bugle.owner().get(path + "?direction=sideways").outcome()).isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void theOperatorAnswersAccessRequests() {
        Caller operator = server.signInAsOperator("operator@byline.example");
        Caller asker = server.signIn("ai@assistant.example");
        Map<String, String> wish = Map.of(
                "organization_name", "Assistant", "admin_email", "boss@assistant.example", "use_case", "Citations");
        Answer asked = asker.post(IDENTITY + "/platform-access-requests", wish);
        assertThat(asked.status()).isEqualTo(201);
        assertThat(server.mail().next().to()).isEqualTo("operator@byline.example");
        assertThat(asker.get(IDENTITY + "/platform-access-requests").json().get("items"))
                .hasSize(1);
        assertThat(asker.get(IDENTITY + "/agent-access-requests").json().get("items"))
                .isEmpty();
        String review = IDENTITY + "/operator/access-requests";
        assertThat(asker.get(review).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(asker.post(review + "/" + asked.text("id") + "/approve").outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(operator.get(review).json().get("items")).hasSize(1);
        assertThat(operator.post(review + "/" + asked.text("id") + "/approve").text("status"))
                .isEqualTo("approved");
        assertThat(server.mail().next().to()).isEqualTo("boss@assistant.example");
        assertThat(operator.post(review + "/" + asked.text("id") + "/reject", Map.of("reason", "x"))
                        .outcome())
                .isEqualTo("409 CONFLICT");
        Caller boss = server.signIn("boss@assistant.example");
        var own = boss.get(ORGANISATIONS).json().get("items").get(0);
        assertThat(own.get("org_type").stringValue()).isEqualTo("platform");
        assertThat(own.get("role").stringValue()).isEqualTo("owner");
        Answer second = asker.post(IDENTITY + "/agent-access-requests", wish);
        server.mail().next();
        Answer rejected = operator.post(review + "/" + second.text("id") + "/reject", Map.of("reason", "Not yet"));
        assertThat(rejected.text("reason")).isEqualTo("Not yet");
        assertThat(server.mail().next().text()).contains("Not yet");
        assertThat(operator.post(review + "/req_x/approve").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void provesIdentifierPrefixesByTheManifestOfAVerifiedDomain() {
        server.prove(bugle, "example.com");
        server.dns().address("example.com", "127.0.0.1");
        String path = IDENTITY + "/identifier-prefixes";
        Map<String, String> wish = Map.of("prefix", "isbn:978-1-4028-", "domain", "example.com");
        assertThat(bugle.owner().post(path, wish).json().get("verified").booleanValue())
                .isFalse();
        server.web()
                .page(
                        "example.com/.well-known/content-telemetry.json",
                        "{\"identifier_schemes\":[{\"prefix\":\"isbn:978-1-4028-\"}]}");
        Answer proved = bugle.owner().post(path, wish);
        assertThat(proved.json().get("verified").booleanValue()).isTrue();
        assertThat(server.identity().owners().findByContentId("isbn:978-1-4028-9462-6"))
                .contains(bugle.id());
        assertThat(server.identity().owners().findByContentId("isbn:978-1-4029-9462-6"))
                .isEmpty();
        assertThat(bugle.owner()
                        .post(path, Map.of("prefix", "isbn:978-", "domain", "bugle.example"))
                        .outcome())
                .isEqualTo("400 INVALID_PARAMETER");
        assertThat(bugle.owner().delete(path + "/" + proved.text("id")).status())
                .isEqualTo(204);
        assertThat(server.identity().owners().findByContentId("isbn:978-1-4028-9462-6"))
                .isEmpty();
        assertThat(bugle.owner().get(path).json().get("items")).isEmpty();
    }
}
