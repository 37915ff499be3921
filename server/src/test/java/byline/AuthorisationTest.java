package byline;

import static org.assertj.core.api.Assertions.assertThat;

import byline.AuthorisationTable.Route;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestClock;
import byline.verify.NameServer;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ResolverConfig;

/// Sends every cell of the table to a whole server. Each request has fresh credentials and asks about fresh things, so
/// no cell depends on another.
class AuthorisationTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "authorization.md");
    private static final String IDENTITY = "/api/v1/identity";
    private static final List<String> ALL = List.of("telemetry:write", "telemetry:read", "analytics:read");

    @TempDir
    Path folder;

    private final AuthorisationTable table = AuthorisationTable.read();
    private final TestClock clock = new TestClock();
    private final Map<String, String> things = new HashMap<>();
    private int fresh;
    private GreenMail smtp;
    private NameServer dns;
    private Server server;
    private Caller owner;
    private Map<String, Caller> platforms;

    @BeforeEach
    void start() {
        dns = new NameServer();
        System.setProperty("dns.server", "127.0.0.1:" + dns.port());
        ResolverConfig.refresh();
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        server = Server.start(
                Config.defaults(folder)
                        .with(Setting.PORT, "0")
                        .with(Setting.SMTP_HOST, "127.0.0.1")
                        .with(Setting.SMTP_PORT, String.valueOf(smtp.getSmtp().getPort()))
                        .with(Setting.MAIL_TRANSPORT, "smtp"),
                clock);
        owner = signIn("founder");
        things.put("{org}", organisation(owner, "content_owner"));
        things.put("{grantor}", things("{org}"));
        server.console().vouch(things("{org}"), "bugle.example");
        things.put(
                "{own-site}",
                owner.post(IDENTITY + "/sites", Map.of("domain", "bugle.example"))
                        .text("id"));
        things.put(
                "{site-key}",
                owner.get(IDENTITY + "/sites")
                        .json()
                        .get("items")
                        .get(0)
                        .get("key")
                        .stringValue());
        join("own", "owner");
        for (String role : List.of("admin", "member", "viewer")) {
            join(role, role);
        }
        organisation(signIn("outsider"), "content_owner");
        platforms = new HashMap<>();
        for (String name : List.of("plain", "granted", "revoked", "lapsed", "spare")) {
            Caller platform = signIn(name);
            things.put("{" + name + "}", organisation(platform, "platform"));
            platforms.put(name, platform);
        }
        things.put("{platform}", things("{spare}"));
        delegate("granted", Duration.ofDays(300));
        delegate("lapsed", Duration.ofMinutes(1));
        String revoked = delegate("revoked", Duration.ofDays(300));
        owner.delete(IDENTITY + "/delegations/" + revoked);
        halfSignedIn();
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        server.close();
        smtp.stop();
        dns.close();
        System.clearProperty("dns.server");
        ResolverConfig.refresh();
    }

    @Test
    void everyCellIsAsTheTableSays() {
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (Route route : table.routes()) {
            for (String credential : table.credentials()) {
                clock.advance(Duration.ofSeconds(5));
                String expected = table.expected(route, credential);
                Answer answer = send(route, credential);
                if (!isAs(expected, answer)) {
                    wrong.add(credential + ": " + route + " should be " + expected + " and was " + answer.outcome());
                }
                cells++;
            }
        }
        assertThat(wrong).isEmpty();
        System.out.println("authorisation table: " + cells + " cells");
    }

    /// Run with `-Dbyline.write-docs=true` to write the page anew.
    @Test
    void theDocumentIsTheTable() throws IOException {
        if (Boolean.getBoolean("byline.write-docs")) {
            Files.writeString(DOCUMENT, table.page());
        }
        assertThat(DOCUMENT).hasContent(table.page());
    }

    /// Let in is whatever the handler says of the request itself.
    private static boolean isAs(String expected, Answer answer) {
        return expected.equals("+")
                ? !List.of(401, 403, 404).contains(answer.status())
                        && answer.status() < 500
                        && !answer.outcome().endsWith("NO_ACTIVE_ORGANIZATION")
                : expected.equals(String.valueOf(answer.status()));
    }

    private Answer send(Route route, String credential) {
        Caller caller = caller(credential);
        String path = filled(route.path());
        String body = filled(route.body());
        Answer answer = caller.send(route.method(), path, body.isEmpty() ? null : body);
        if (route.toString().equals("DELETE " + IDENTITY + "/organizations/{org}") && answer.status() == 200) {
            signIn("own").post(IDENTITY + "/organizations/" + things("{org}") + "/restore");
        }
        return answer;
    }

    private String filled(String text) {
        String filled = text;
        while (filled.contains("{") && filled.indexOf('}') > filled.indexOf('{')) {
            int start = filled.lastIndexOf('{');
            String place = filled.substring(start, filled.indexOf('}', start) + 1);
            if (!place.matches("\\{[a-z-]+}")) {
                break;
            }
            filled = filled.replace(place, thing(place));
        }
        return filled;
    }

    private String thing(String place) {
        return switch (place) {
            case "{now}" -> clock.instant().toString();
            case "{nothing}" -> "xxx_0000000000000000000000";
            case "{session}" ->
                owner.get(IDENTITY + "/sessions")
                        .json()
                        .get("items")
                        .get(0)
                        .get("id")
                        .stringValue();
            case "{key}" -> mint(owner, ALL).text("id");
            case "{site}" ->
                owner.post(IDENTITY + "/sites", Map.of("domain", next() + ".example"))
                        .text("id");
            case "{domain}" ->
                owner.post(IDENTITY + "/domains", Map.of("domain", next() + ".example"))
                        .text("id");
            case "{decision}" ->
                owner.post(
                                IDENTITY + "/sites/" + things("{own-site}") + "/quarantine/decisions",
                                Map.of(
                                        "action",
                                        "remove",
                                        "slice",
                                        Map.of("start", "2026-03-14", "end", "2026-03-14", "bot", "GPTBot")))
                        .text("id");
            case "{prefix}" ->
                owner.post(
                                IDENTITY + "/identifier-prefixes",
                                Map.of("prefix", "x-" + next() + ":1", "domain", "bugle.example"))
                        .text("id");
            case "{delegation}" -> delegate("spare", Duration.ofDays(1));
            case "{member}" -> join(next(), "viewer");
            case "{invitation}" ->
                owner.post(
                                IDENTITY + "/organizations/" + things("{org}") + "/invitations",
                                Map.of("email", "invited@bugle.example", "role", "viewer"))
                        .text("id");
            case "{request}" ->
                signIn(next())
                        .post(
                                IDENTITY + "/agent-access-requests",
                                Map.of("organization_name", "Agent", "admin_email", "a@agent.example", "use_case", "x"))
                        .text("id");
            default -> things(place);
        };
    }

    private Caller caller(String credential) {
        Caller anyone = anyone();
        return switch (credential) {
            case "none" -> anyone;
            case "own", "admin", "member", "viewer", "outsider", "newcomer", "half" -> signIn(credential);
            case "operator" -> signIn("operator", true);
            case "ended" -> {
                Caller ended = signIn("own");
                ended.delete(IDENTITY + "/session");
                yield ended;
            }
            case "k-write" -> key(owner, List.of("telemetry:write"));
            case "k-read" -> key(owner, List.of("telemetry:read"));
            case "k-analytics" -> key(owner, List.of("analytics:read"));
            case "k-revoked" -> {
                Answer minted = mint(owner, ALL);
                owner.post(IDENTITY + "/api-keys/" + minted.text("id") + "/revoke");
                yield anyone.bearer(minted.text("key"));
            }
            case "k-expired" -> {
                String soon = clock.instant().plusSeconds(1).toString();
                Answer minted =
                        owner.post(IDENTITY + "/api-keys", Map.of("name", "x", "scopes", ALL, "expires_at", soon));
                clock.advance(Duration.ofSeconds(1));
                yield anyone.bearer(minted.text("key"));
            }
            case "other" -> key(signIn("outsider"), ALL);
            case "p-write" -> key(platform("plain"), List.of("telemetry:write"));
            case "p-read" -> key(platform("plain"), List.of("telemetry:read"));
            case "p-granted", "p-revoked", "p-lapsed" ->
                key(platform(credential.substring(2)), List.of("telemetry:read"));
            case "site" -> anyone.bearer(things("{site-key}"));
            case "two" -> key(owner, ALL).with("X-API-Key", mint(owner, ALL).text("key"));
            default -> throw new IllegalArgumentException(credential);
        };
    }

    private Caller anyone() {
        return new Caller(URI.create("http://localhost:" + server.port()), List.of());
    }

    private Caller signIn(String name) {
        return signIn(name, false);
    }

    private Caller signIn(String name, boolean operator) {
        String link = server.console().signInToken(name + "@people.example", operator, Duration.ofHours(1));
        return anyone().bearer(anyone().post(IDENTITY + "/auth/magic-links/consume", Map.of("token", link))
                .text("token"));
    }

    private static String organisation(Caller caller, String type) {
        return caller.post(IDENTITY + "/organizations", Map.of("name", "x", "org_type", type))
                .text("id");
    }

    private static Answer mint(Caller caller, List<String> scopes) {
        return caller.post(IDENTITY + "/api-keys", Map.of("name", "x", "scopes", scopes));
    }

    private Caller key(Caller caller, List<String> scopes) {
        Answer minted = mint(caller, scopes);
        return anyone().bearer(minted.text("key"));
    }

    private String delegate(String platform, Duration lifetime) {
        return owner.post(
                        IDENTITY + "/delegations",
                        Map.of(
                                "grantee_org_id",
                                things("{" + platform + "}"),
                                "scopes",
                                List.of("telemetry:read"),
                                "expires_at",
                                clock.instant().plus(lifetime).toString()))
                .text("id");
    }

    /// Invites someone, reads the mail and accepts.
    ///
    /// @return the new member's id
    private String join(String name, String role) {
        int before = smtp.getReceivedMessages().length;
        owner.post(
                IDENTITY + "/organizations/" + things("{org}") + "/invitations",
                Map.of("email", name + "@people.example", "role", role));
        smtp.waitForIncomingEmail(10_000, before + 1);
        String mail = GreenMailUtil.getBody(smtp.getReceivedMessages()[before])
                .replace("=\r\n", "")
                .replace("=3D", "=");
        String token = mail.substring(mail.indexOf("#token=") + 7)
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
        Caller joined = signIn(name);
        joined.post(IDENTITY + "/invitations/accept", Map.of("token", token));
        return joined.get(IDENTITY + "/me").text("id");
    }

    private void halfSignedIn() {
        Caller half = signIn("half");
        Answer added = half.post(IDENTITY + "/second-factors/totp", Map.of("name", "x"));
        try {
            var generator = new TimeBasedOneTimePasswordGenerator();
            byte[] seed = new Base32().decode(added.text("secret"));
            String code = generator.generateOneTimePasswordString(
                    new SecretKeySpec(seed, generator.getAlgorithm()), clock.instant());
            half.post(IDENTITY + "/second-factors/" + added.text("id") + "/confirm", Map.of("code", code));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Caller platform(String name) {
        return java.util.Objects.requireNonNull(platforms.get(name));
    }

    private String things(String place) {
        return java.util.Objects.requireNonNull(things.get(place), place);
    }

    private String next() {
        fresh++;
        return "fresh" + fresh;
    }
}
