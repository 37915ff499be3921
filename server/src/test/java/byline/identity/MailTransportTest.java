package byline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.identity.MailTransport.Mail;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailTransportTest {
    GreenMail smtp;

    @BeforeEach
    void start() {
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.setUser("byline", "secret");
        smtp.start();
    }

    @AfterEach
    void stop() {
        smtp.stop();
    }

    private SmtpMail transport(String password) {
        return new SmtpMail(new SmtpMail.Server(
                "127.0.0.1", smtp.getSmtp().getPort(), false, "byline", password, "Byline <byline@bugle.example>"));
    }

    @Test
    void deliversAMailThroughARealServer() throws MessagingException {
        transport("secret").send(new Mail("jonah@bugle.example", "Grüße", "First line\nSecond line: ä\n"));
        MimeMessage[] received = smtp.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getSubject()).isEqualTo("Grüße");
        assertThat(received[0].getAllRecipients()[0]).hasToString("jonah@bugle.example");
        assertThat(received[0].getFrom()[0]).hasToString("Byline <byline@bugle.example>");
        assertThat(GreenMailUtil.getBody(received[0])).contains("First line");
    }

    @Test
    void saysSoWhenTheServerDoesNotTakeIt() {
        SmtpMail transport = transport("secret");
        smtp.stop();
        assertThatThrownBy(() -> transport.send(new Mail("jonah@bugle.example", "x", "y")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void letsNoOneSmuggleHeadersIn() {
        assertThatThrownBy(() -> transport("secret").send(new Mail("a@b.example\r\nBcc: c@d.example", "x", "y")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(smtp.getReceivedMessages()).isEmpty();
    }
}
