package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.MailTransport;
import byline.identity.SmtpMail;
import byline.report.ReadServer.Tenant;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The weekly mail, through a real mail server; today is Saturday, 2026-03-14.
final class WeeklyPostTest {
    @TempDir
    Path folder;

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private MailTransport transport;
    private ReadServer server;
    private Tenant owner;

    @BeforeEach
    void start() {
        smtp.start();
        transport = new SmtpMail(
                new SmtpMail.Server("127.0.0.1", smtp.getSmtp().getPort(), false, null, null, "byline@byline.example"));
        server = new ReadServer(folder);
        owner = server.owner("bugle", "bugle.example");
        server.site(owner, "site_1", "bugle.example", "America/New_York");
    }

    @AfterEach
    void stop() {
        server.close();
        smtp.stop();
    }

    @Test
    void saysOnMondayMorningWhatHappenedInTheWeekBefore() throws MessagingException {
        server.wantsMail(owner, "jonah@bugle.example", "site_1");
        Sample proved = bot("GPTBot").at("2026-03-10T12:00:00Z").verdict("unknown");
        server.append(
                proved,
                proved.later("verified"),
                bot("<b>Evil</b>").at("2026-03-10T12:00:00Z"),
                bot("GPTBot").at("2026-03-10T12:00:00Z").quarantine("origin"),
                bot("GPTBot").at("2026-03-16T12:00:00Z"));
        runAt("2026-03-16T10:59:00Z");
        assertThat(smtp.getReceivedMessages()).isEmpty();

        runAt("2026-03-16T11:00:00Z");
        MimeMessage mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("bugle.example: 2 visits by bots, 0 referrals from AI");
        assertThat(mail.getAllRecipients()[0]).hasToString("jonah@bugle.example");
        assertThat(mail.getHeader("List-Unsubscribe")[0])
                .matches("<https://byline\\.example/unsubscribe/uns_[A-Za-z0-9]{22}>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(GreenMailUtil.getBody(mail))
                .contains("text/plain", "text/html")
                .contains("bugle.example, 2026-03-09 to 2026-03-15")
                .contains("Visits by bots: 2")
                .contains("of these proved to be who they say: 1 (50 %)")
                .contains("impostors, which named a bot they are not: 0 (0 %)")
                .contains("not checked: 1 (50 %)")
                .contains("In quarantine, and counted nowhere: 1")
                .contains("&lt;b&gt;Evil");
    }

    @Test
    void sendsAWeeksMailOnceHoweverOftenItLooksAndStarts() {
        server.wantsMail(owner, "jonah@bugle.example", "site_1");
        runAt("2026-03-16T12:00:00Z");
        runAt("2026-03-17T12:00:00Z");
        server.close();
        server = new ReadServer(folder);
        runAt("2026-03-18T12:00:00Z");
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        runAt("2026-03-23T12:00:00Z");
        assertThat(smtp.getReceivedMessages()).hasSize(2);
    }

    @Test
    void endsForWhoeverHasTheTokenOfTheMail() throws MessagingException {
        server.wantsMail(owner, "jonah@bugle.example", "site_1");
        runAt("2026-03-16T12:00:00Z");
        String link = smtp.getReceivedMessages()[0].getHeader("List-Unsubscribe")[0];
        server.endMail("uns_nobodys");
        server.endMail(link.replaceAll("^.*/|>$", ""));
        runAt("2026-03-23T12:00:00Z");
        assertThat(smtp.getReceivedMessages()).hasSize(1);
    }

    @Test
    void triesAgainWhenNobodyTookTheMail() {
        server.wantsMail(owner, "jonah@bugle.example", "site_1");
        server.clock().advance(Duration.between(server.clock().instant(), Instant.parse("2026-03-16T12:00:00Z")));
        try (WeeklyPost post = server.weeklyPost(mail -> {
            throw new IllegalStateException("no mail server");
        })) {
            post.run();
        }
        assertThat(smtp.getReceivedMessages()).isEmpty();
        runAt("2026-03-16T12:15:00Z");
        assertThat(smtp.getReceivedMessages()).hasSize(1);
    }

    @Test
    void writesToNobodyWhoDidNotAsk() {
        runAt("2026-03-16T12:00:00Z");
        assertThat(smtp.getReceivedMessages()).isEmpty();
    }

    private static Sample bot(String name) {
        return Sample.of("content_retrieved").site("site_1").bot(name, "training");
    }

    private void runAt(String time) {
        server.clock().advance(Duration.between(server.clock().instant(), Instant.parse(time)));
        try (WeeklyPost post = server.weeklyPost(transport)) {
            post.run();
        }
    }
}
