package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.OrganisationType;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may read telemetry, and what a question must look like.
final class AccessTest {
    private ReadServer server;
    private Tenant owner;
    private Tenant platform;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ReadServer(folder);
        owner = server.owner("bugle", "bugle.example", "daily.example");
        platform = server.tenant("chat", OrganisationType.PLATFORM);
        server.append(
                Sample.retrieval("org_bugle", "https://bugle.example/a"),
                Sample.retrieval("org_bugle", "https://www.bugle.example/a"),
                Sample.retrieval("org_bugle", "https://daily.example/a"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/content-owners/summary",
                "/content-owners/events",
                "/content-owners/urls",
                "/content-owners/timeseries",
                "/content-owners/stages",
                "/content-owners/reconciliation",
                "/agent/summary",
                "/agent/events",
                "/agent/timeseries",
                "/agent/stages",
                "/agent/domains"
            })
    void answersEachStatusItCan(String path) {
        Caller reader = server.reader(owner, Scope.TELEMETRY_READ);

        assertThat(reader.get(path).outcome()).isEqualTo("200");
        assertThat(server.anyone().get(path).outcome()).isEqualTo("401 MISSING_KEY");
        assertThat(server.anyone().bearer("oat_pub_x").get(path).outcome()).isEqualTo("401 INVALID_KEY");
        assertThat(server.anyone().bearer("byl_session_x").get(path).outcome()).isEqualTo("401 KEY_REQUIRED");
        assertThat(reader.with("X-API-Key", "oat_pub_y").get(path).outcome()).isEqualTo("400 INVALID_REQUEST");
        assertThat(server.reader(owner, Scope.TELEMETRY_WRITE, Scope.ANALYTICS_READ)
                        .get(path)
                        .outcome())
                .isEqualTo("403 MISSING_SCOPE");
        assertThat(reader.get(path + "?since=2026-02-30").outcome()).isEqualTo("400 INVALID_DATE_RANGE");
        assertThat(reader.get(path + "?since=yesterday").outcome()).isEqualTo("400 INVALID_DATE_RANGE");
        assertThat(reader.get(path + "?until=9999-99-99T00:00:00Z").outcome()).isEqualTo("400 INVALID_DATE_RANGE");
        assertThat(reader.get(path + "?since=2026-03-02&until=2026-03-01").outcome())
                .isEqualTo("400 INVALID_DATE_RANGE");
        assertThat(reader.get(path + "?limit=0").outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(reader.get(path + "?limit=1001").outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(reader.get(path + "?limit=ten").outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(reader.get(path + "?offset=-1").outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(reader.get(path + "?domain=https://bugle.example").outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(reader.get(path + "?bot=" + "x".repeat(2_049)).outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(reader.get(path + "?unknown=1").outcome()).isEqualTo("200");
        assertThat(reader.post(path).outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/content-owners/summary",
                "/content-owners/events",
                "/content-owners/urls",
                "/content-owners/timeseries",
                "/content-owners/stages",
                "/content-owners/reconciliation"
            })
    void letsOthersReadWhatAnOwnerDelegatesAsLongAsItDoes(String path) {
        Caller other = server.reader(platform, Scope.TELEMETRY_READ);
        String delegated = path + "?delegated_from=org_bugle";

        assertThat(other.get(path).outcome()).isEqualTo("403 NO_DELEGATION");
        assertThat(other.get(delegated).outcome()).isEqualTo("403 NO_DELEGATION");
        assertThat(other.get(path + "?delegated_from=org_nobody").text())
                .isEqualTo(other.get(delegated).text());

        server.delegate(owner, platform, null);
        assertThat(other.get(delegated).text())
                .isEqualTo(server.reader(owner, Scope.TELEMETRY_READ).get(path).text());
        assertThat(other.get(delegated + "&domain=planet.example").outcome()).isEqualTo("403 DOMAIN_NOT_BOUND");

        server.revoke(owner, platform);
        assertThat(other.get(delegated).outcome()).isEqualTo("403 NO_DELEGATION");
    }

    @Test
    void showsOnlyTheDomainsADelegationCovers() {
        server.delegate(owner, platform, Set.of("daily.example"));
        Caller other = server.reader(platform, Scope.TELEMETRY_READ);

        var summary =
                other.get("/content-owners/summary?delegated_from=org_bugle").json();

        assertThat(summary.get("total_events").intValue()).isEqualTo(1);
        assertThat(summary.get("domains").toString()).isEqualTo("[\"daily.example\"]");
        assertThat(other.get("/content-owners/summary?delegated_from=org_bugle&domain=bugle.example")
                        .outcome())
                .isEqualTo("403 DOMAIN_NOT_BOUND");
    }

    @Test
    void showsOnlyTheDomainsAKeyIsBoundTo() {
        Caller bound = server.readerOf(owner, "bugle.example", Scope.TELEMETRY_READ);

        var summary = bound.get("/content-owners/summary").json();

        assertThat(summary.get("total_events").intValue()).isEqualTo(2);
        assertThat(summary.get("domains").toString()).isEqualTo("[\"bugle.example\"]");
        assertThat(bound.get("/content-owners/summary?domain=www.bugle.example")
                        .json()
                        .get("total_events")
                        .intValue())
                .isEqualTo(1);
        assertThat(bound.get("/content-owners/summary?domain=daily.example").outcome())
                .isEqualTo("403 DOMAIN_NOT_BOUND");
        assertThat(bound.get("/agent/summary?domain=daily.example").outcome()).isEqualTo("403 DOMAIN_NOT_BOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planet.example", "example", "notbugle.example", "nobody.test"})
    void refusesADomainThatIsNotTheOwners(String domain) {
        server.owner("planet", "planet.example");

        assertThat(server.reader(owner, Scope.TELEMETRY_READ)
                        .get("/content-owners/events?domain=" + domain)
                        .outcome())
                .isEqualTo("403 DOMAIN_NOT_BOUND");
    }

    @Test
    void doesNotLetASubDomainOfAnotherOwnerBeRead() {
        server.owner("planet", "blog.bugle.example");

        assertThat(server.reader(owner, Scope.TELEMETRY_READ)
                        .get("/content-owners/events?domain=blog.bugle.example")
                        .outcome())
                .isEqualTo("403 DOMAIN_NOT_BOUND");
    }

    @Test
    void namesTheOwnerOfAnAddressToAnyone() {
        Caller anyone = server.anyone();

        assertThat(anyone.get("/resolve?url=https://User@WWW.Bugle.example:8080")
                        .text())
                .isEqualTo("""
                        {"domain":"bugle.example","handled":true,"organization":{"id":"org_bugle","name":"bugle"},\
                        "publisher":{"id":"org_bugle","name":"bugle"}}""");
        assertThat(anyone.get("/v1/resolve?domain=a.b.daily.example").text())
                .startsWith("{\"domain\":\"a.b.daily.example\",\"handled\":true");
        assertThat(anyone.get("/resolve?domain=nobody.example").text())
                .isEqualTo(
                        "{\"domain\":\"nobody.example\",\"handled\":false,\"organization\":null,\"publisher\":null}");
        assertThat(anyone.get("/resolve").outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(anyone.get("/resolve?url=bugle").outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(anyone.get("/resolve?domain=a%2Fb").outcome()).isEqualTo("400 INVALID_PARAMETER");
    }
}
