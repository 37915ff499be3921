package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import byline.keys.AuditLog.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final String LOG = IDENTITY + "/audit-log";

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

    private void tamper(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("identity.db"))) {
            database.createStatement().executeUpdate("DROP TRIGGER IF EXISTS audit_log_keeps");
            database.createStatement().executeUpdate("DROP TRIGGER IF EXISTS audit_log_stays");
            database.createStatement().executeUpdate(sql);
        }
    }

    @Test
    void saysWhoDidWhatFromWhereAndWhatItWasBefore() {
        Answer minted = bugle.mint(Map.of("name", "x", "scopes", List.of("telemetry:read")));
        bugle.owner()
                .with("X-Forwarded-For", "9.9.9.7")
                .patch(IDENTITY + "/api-keys/" + minted.text("id"), Map.of("name", "y"));
        var newest = bugle.owner().get(LOG).json().get("items").get(0);
        assertThat(newest.get("action").stringValue()).isEqualTo("api_key.changed");
        assertThat(newest.get("subject").stringValue()).isEqualTo(minted.text("id"));
        assertThat(newest.get("actor_email").stringValue()).isEqualTo("jonah@bugle.example");
        assertThat(newest.get("address").stringValue()).isEqualTo("9.9.9.7");
        assertThat(newest.get("before").get("name").stringValue()).isEqualTo("x");
        assertThat(newest.get("after").get("name").stringValue()).isEqualTo("y");
        assertThat(bugle.owner().get(LOG).text())
                .doesNotContain(minted.text("key").substring(8));
    }

    @Test
    void pagesNewestFirst() {
        for (int i = 0; i < 5; i++) {
            bugle.key("telemetry:read");
        }
        List<Long> numbers = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = bugle.owner().get(LOG + "?limit=2" + cursor);
            page.json()
                    .get("items")
                    .forEach(item -> numbers.add(item.get("number").longValue()));
            cursor = page.json().get("next_cursor").isNull() ? "" : "&cursor=" + page.text("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(numbers).hasSize(6).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(bugle.owner().get(LOG + "?limit=0").outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(bugle.owner().get(LOG + "?cursor=x").outcome()).isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void showsAnOrganisationItsOwnAffairsOnly() {
        bugle.key("telemetry:read");
        Tenant planet = server.tenant("perry@planet.example", "content_owner");
        assertThat(planet.owner().get(LOG).json().get("items")).hasSize(1);
    }

    @Test
    void theChainHoldsUntilSomeoneTouchesIt() throws SQLException {
        bugle.key("telemetry:read");
        bugle.key("telemetry:write");
        assertThat(server.keys().audit().verify())
                .isInstanceOfSatisfying(Verdict.Intact.class, intact -> assertThat(intact.entries())
                        .isEqualTo(4));
        tamper("UPDATE audit_log SET after_change = '{\"name\":\"forged\"}' WHERE number = 2");
        assertThat(server.keys().audit().verify()).isEqualTo(new Verdict.Broken(2));
    }

    @Test
    void noticesAMissingEntry() throws SQLException {
        bugle.key("telemetry:read");
        bugle.key("telemetry:write");
        tamper("DELETE FROM audit_log WHERE number = 2");
        assertThat(server.keys().audit().verify()).isEqualTo(new Verdict.Broken(2));
    }

    @Test
    void theTableItselfRefusesChanges() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("identity.db"))) {
            for (String sql : List.of("DELETE FROM audit_log", "UPDATE audit_log SET actor = ''")) {
                assertThatThrownBy(() -> database.createStatement().executeUpdate(sql))
                        .hasMessageContaining("append-only");
            }
        }
    }

    private static List<String> actions(Answer log) {
        return log.json().get("items").values().stream()
                .map(item -> item.get("action").stringValue())
                .toList();
    }

    @Test
    void showsThePersonEveryLoginAndTheOrganisationThoseThatActForIt() {
        Caller again = server.signIn("jonah@bugle.example");
        again.delete(IDENTITY + "/session");
        assertThat(actions(bugle.owner().get(LOG)))
                .containsExactly("session.ended", "session.opened", "organization.created");
        assertThat(actions(bugle.owner().get(IDENTITY + "/me/audit-log")))
                .containsExactly("session.ended", "session.opened", "organization.created", "session.opened");
        Caller perry = server.signIn("perry@planet.example");
        assertThat(actions(perry.get(IDENTITY + "/me/audit-log"))).containsExactly("session.opened");
        assertThat(perry.get(IDENTITY + "/me/audit-log?limit=x").outcome()).isEqualTo("400 INVALID_PARAMETER");
        Answer other = perry.post(IDENTITY + "/organizations", Map.of("name", "x", "org_type", "agent"));
        perry.post(IDENTITY + "/session/organization", Map.of("organization_id", other.text("id")));
        assertThat(actions(perry.get(LOG))).containsExactly("session.switched", "organization.created");
    }

    @Test
    void writesDownWhoBecameAnOperator() {
        Caller operator = server.signInAsOperator("root@bugle.example");
        assertThat(operator.get(IDENTITY + "/session").status()).isEqualTo(200);
        assertThat(server.keys().audit().verify()).isInstanceOf(Verdict.Intact.class);
        assertThat(server.atRest()).contains("user.promoted");
    }
}
