package byline.identity;

import static byline.identity.TestServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller.Answer;
import byline.identity.MailTransport.Mail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    private static final String ASK = IDENTITY + "/auth/magic-links";
    private static final String CONSUME = ASK + "/consume";
    private static final String MAIL = "jonah@bugle.example";

    @TempDir
    Path folder;

    TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer ask(String email) {
        return server.anyone().post(ASK, Map.of("email", email));
    }

    private Answer consume(String token, String requestId) {
        return server.anyone().post(CONSUME, Map.of("token", token, "request_id", requestId));
    }

    @Test
    void mailsALinkThatSignsIn() {
        Answer asked = ask("Jonah@Bugle.example ");
        Mail mail = server.mail().next();
        assertThat(asked.status()).isEqualTo(202);
        assertThat(mail.to()).isEqualTo(MAIL);
        assertThat(mail.text()).contains(server.origin() + "/signin#token=byl_link_");
        Answer signedIn = consume(Mailbox.token(mail), asked.text("request_id"));
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.json().get("user").get("email").stringValue()).isEqualTo(MAIL);
        assertThat(signedIn.json().get("organization_id").isNull()).isTrue();
        assertThat(signedIn.header("set-cookie"))
                .contains("byline_session=byl_session_", "HttpOnly", "SameSite=Lax", "Path=/");
        Answer session = server.anyone().bearer(signedIn.text("token")).get(IDENTITY + "/session");
        assertThat(session.status()).isEqualTo(200);
    }

    @Test
    void marksTheCookieSecureBehindTls() {
        Answer asked = server.anyone().with("X-Forwarded-Proto", "https").post(ASK, Map.of("email", MAIL));
        assertThat(asked.header("set-cookie")).contains("; Secure");
        assertThat(ask(MAIL).header("set-cookie")).doesNotContain("; Secure");
    }

    @Test
    void answersKnownAndUnknownAddressesAlike() {
        server.signIn(MAIL);
        Answer known = ask(MAIL);
        Answer unknown = ask("nobody@bugle.example");
        assertThat(known.status()).isEqualTo(unknown.status());
        assertThat(known.text().replace(known.text("request_id"), ""))
                .isEqualTo(unknown.text().replace(unknown.text("request_id"), ""));
        assertThat(known.headers().keySet()).isEqualTo(unknown.headers().keySet());
    }

    @Test
    void theLinkLeadsWhereItWasAskedForOnThisServerAlone() {
        server.anyone().post(ASK, Map.of("email", MAIL, "redirect", "/sites/site_1?a=b"));
        assertThat(server.mail().next().text())
                .contains(server.origin() + "/signin?next=%2Fsites%2Fsite_1%3Fa%3Db#token=byl_link_");
        for (String elsewhere : List.of("//evil.example", "/\\evil.example", "https://evil.example", "/a b", "x", "")) {
            assertThat(server.anyone()
                            .post(ASK, Map.of("email", MAIL, "redirect", elsewhere))
                            .outcome())
                    .as(elsewhere)
                    .isEqualTo("400 INVALID_PARAMETER");
        }
        assertThat(server.mail().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"x\"}",
                "{\"email\":\"a b@c\"}",
                "{\"email\":7}",
                "{}",
                "{\"email\":null}",
                "{\"mail\":\"a@b.example\"}"
            })
    void refusesWhatIsNoAddress(String body) {
        assertThat(server.anyone().post(ASK, body).outcome()).isEqualTo("400 INVALID_PARAMETER");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThat(server.anyone().post(ASK, "{").outcome()).isEqualTo("400 INVALID_JSON");
        assertThat(server.anyone()
                        .post(ASK, "{\"email\":\"a@b.example\",\"email\":\"c@d.example\"}")
                        .outcome())
                .isEqualTo("400 INVALID_JSON");
        assertThat(server.anyone()
                        .with("Content-Type", "text/plain")
                        .send("POST", ASK, null)
                        .outcome())
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void sendsThreeMailsInFiveMinutesAndAnswersTheFourthAsTheFirst() {
        for (int i = 0; i < 3; i++) {
            ask(MAIL);
            server.mail().next();
        }
        assertThat(ask(MAIL).status()).isEqualTo(202);
        ask("other@bugle.example");
        assertThat(server.mail().next().to()).isEqualTo("other@bugle.example");
        assertThat(server.mail().isEmpty()).isTrue();
        server.clock().advance(Duration.ofMinutes(6));
        ask(MAIL);
        assertThat(server.mail().next().to()).isEqualTo(MAIL);
    }

    @Test
    void signsInOnlyWhoAsked() {
        Answer asked = ask(MAIL);
        String token = Mailbox.token(server.mail().next());
        assertThat(server.anyone().post(CONSUME, Map.of("token", token)).outcome())
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(consume(token, "someone-else").outcome()).isEqualTo("400 INVALID_REQUEST");
        Answer byCookie = server.anyone()
                .with("Cookie", "byline_signin=" + asked.text("request_id"))
                .post(CONSUME, Map.of("token", token));
        assertThat(byCookie.status()).isEqualTo(200);
    }

    @Test
    void refusesUsedOldAndForgedLinksAlike() {
        Answer asked = ask(MAIL);
        String used = Mailbox.token(server.mail().next());
        consume(used, asked.text("request_id"));
        Answer again = consume(used, asked.text("request_id"));
        Answer askedAgain = ask(MAIL);
        String old = Mailbox.token(server.mail().next());
        server.clock().advance(Duration.ofMinutes(11));
        Answer late = consume(old, askedAgain.text("request_id"));
        Answer forged = consume(old.substring(0, old.length() - 1) + "_", askedAgain.text("request_id"));
        assertThat(again.outcome()).isEqualTo("400 INVALID_REQUEST");
        assertThat(late.text()).isEqualTo(again.text());
        assertThat(forged.text()).isEqualTo(again.text());
    }

    @Test
    void aMailScannersGetAndHeadUseNothingUp() {
        Answer asked = ask(MAIL);
        String token = Mailbox.token(server.mail().next());
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            assertThat(server.anyone()
                            .send(method, CONSUME + "?token=" + token, null)
                            .status())
                    .isEqualTo(405);
        }
        assertThat(consume(token, asked.text("request_id")).status()).isEqualTo(200);
    }

    @Test
    void ofTwoWhoUseALinkAtOnceExactlyOneWins() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                Answer asked = ask("user" + round + "@bugle.example");
                String token = Mailbox.token(server.mail().next());
                Callable<Answer> use = () -> consume(token, asked.text("request_id"));
                List<Future<Answer>> both = threads.invokeAll(List.of(use, use));
                assertThat(List.of(both.get(0).get().status(), both.get(1).get().status()))
                        .containsExactlyInAnyOrder(200, 400);
            }
        }
    }

    @Test
    void keepsNoTokenAtRest() {
        Answer asked = ask(MAIL);
        String link = Mailbox.token(server.mail().next());
        String session = consume(link, asked.text("request_id")).text("token");
        server.close();
        assertThat(server.atRest()).doesNotContain(link.substring(9)).doesNotContain(session.substring(12));
        server = new TestServer(folder);
    }

    @Test
    void aSessionSlidesAndEndsThirtyDaysAfterItsLastUse() {
        Caller jonah = server.signIn(MAIL);
        for (int month = 0; month < 3; month++) {
            server.clock().advance(Duration.ofDays(29));
            assertThat(jonah.get(IDENTITY + "/me").status()).isEqualTo(200);
        }
        server.clock().advance(Duration.ofDays(31));
        assertThat(jonah.get(IDENTITY + "/me").outcome()).isEqualTo("401 SESSION_REQUIRED");
    }

    @Test
    void listsAndEndsSessions() {
        Caller here = server.signIn(MAIL);
        Caller there = server.signIn(MAIL);
        Caller third = server.signIn(MAIL);
        var items = here.get(IDENTITY + "/sessions").json().get("items");
        assertThat(items).hasSize(3);
        String other = "";
        for (var item : items) {
            other = item.get("current").booleanValue() ? other : item.get("id").stringValue();
        }
        assertThat(here.delete(IDENTITY + "/sessions/" + other).status()).isEqualTo(204);
        assertThat(here.delete(IDENTITY + "/sessions/" + other).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(here.get(IDENTITY + "/sessions").json().get("items")).hasSize(2);
        assertThat(here.delete(IDENTITY + "/sessions").status()).isEqualTo(204);
        assertThat(List.of(
                        there.get(IDENTITY + "/me").status(),
                        third.get(IDENTITY + "/me").status()))
                .containsOnly(401);
        assertThat(here.delete(IDENTITY + "/session").header("set-cookie")).contains("Max-Age=0");
        assertThat(here.get(IDENTITY + "/me").status()).isEqualTo(401);
    }

    @Test
    void anothersSessionAnswersAsAnUnknownOne() {
        Caller jonah = server.signIn(MAIL);
        Caller perry = server.signIn("perry@planet.example");
        String id = jonah.get(IDENTITY + "/sessions")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .stringValue();
        Answer others = perry.delete(IDENTITY + "/sessions/" + id);
        Answer unknown = perry.delete(IDENTITY + "/sessions/lgn_0000000000000000000000");
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.text()).isEqualTo(unknown.text());
        assertThat(jonah.get(IDENTITY + "/me").status()).isEqualTo(200);
    }

    @Test
    void aCookieChangesThingsOnlyFromOurOwnPages() {
        Answer asked = ask(MAIL);
        String token = consume(Mailbox.token(server.mail().next()), asked.text("request_id"))
                .text("token");
        Caller browser = server.anyone().with("Cookie", "byline_session=" + token);
        Map<String, String> name = Map.of("name", "Jonah");
        assertThat(browser.get(IDENTITY + "/me").status()).isEqualTo(200);
        assertThat(browser.patch(IDENTITY + "/me", name).outcome()).isEqualTo("403 CROSS_SITE_REQUEST");
        for (String origin :
                List.of("https://evil.example", "null", "http://localhost:1", server.origin() + ".evil.example")) {
            assertThat(browser.with("Origin", origin)
                            .patch(IDENTITY + "/me", name)
                            .outcome())
                    .isEqualTo("403 CROSS_SITE_REQUEST");
        }
        assertThat(browser.with("Origin", server.origin().toString())
                        .patch(IDENTITY + "/me", name)
                        .status())
                .isEqualTo(200);
        assertThat(server.anyone().bearer(token).patch(IDENTITY + "/me", name).status())
                .isEqualTo(200);
    }

    @Test
    void signingInAgainEndsTheSessionThisBrowserHad() {
        Answer asked = ask(MAIL);
        String first = consume(Mailbox.token(server.mail().next()), asked.text("request_id"))
                .text("token");
        Answer again = ask(MAIL);
        server.anyone()
                .with("Cookie", "byline_session=" + first)
                .post(
                        CONSUME,
                        Map.of("token", Mailbox.token(server.mail().next()), "request_id", again.text("request_id")));
        assertThat(server.anyone().bearer(first).get(IDENTITY + "/me").status()).isEqualTo(401);
    }

    @Test
    void changesAndForgetsAPerson() {
        Caller jonah = server.signIn(MAIL);
        assertThat(jonah.patch(IDENTITY + "/me", Map.of("name", " J. Jonah ")).text("name"))
                .isEqualTo("J. Jonah");
        assertThat(jonah.patch(IDENTITY + "/me", Map.of("name", "")).outcome()).isEqualTo("400 INVALID_PARAMETER");
        assertThat(jonah.delete(IDENTITY + "/me").status()).isEqualTo(204);
        assertThat(jonah.get(IDENTITY + "/me").status()).isEqualTo(401);
        assertThat(server.signIn(MAIL).get(IDENTITY + "/me").text("name")).isEqualTo("jonah");
    }

    @Test
    void aLastOwnerCantDisappear() {
        Caller owner = server.tenant(MAIL, "content_owner").owner();
        assertThat(owner.delete(IDENTITY + "/me").outcome()).isEqualTo("409 CONFLICT");
        assertThat(owner.get(IDENTITY + "/me").status()).isEqualTo(200);
    }
}
