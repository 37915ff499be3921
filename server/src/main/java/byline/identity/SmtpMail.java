package byline.identity;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Sends mails through an SMTP server, with STARTTLS where the server offers it.
public final class SmtpMail implements MailTransport {
    private static final String TIMEOUT_MILLIS = "10000";

    /// @param tls whether TLS is spoken from the first byte
    public record Server(
            String host,
            int port,
            boolean tls,
            @Nullable String user,
            @Nullable String password,
            String from) {}

    private final Server server;
    private final Session session;

    public SmtpMail(Server server) {
        this.server = server;
        Properties settings = new Properties();
        settings.put("mail.smtp.host", server.host());
        settings.put("mail.smtp.port", String.valueOf(server.port()));
        settings.put("mail.smtp.ssl.enable", String.valueOf(server.tls()));
        settings.put("mail.smtp.starttls.enable", "true");
        settings.put("mail.smtp.auth", String.valueOf(server.user() != null));
        settings.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        settings.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        settings.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        this.session = Session.getInstance(settings, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(server.user(), server.password());
            }
        });
    }

    private static MimeMultipart both(String text, String html) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    @Override
    public void send(Mail mail) {
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(server.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
            message.setSubject(mail.subject(), "UTF-8");
            if (mail.html() == null) {
                message.setText(mail.text(), "UTF-8");
            } else {
                message.setContent(both(mail.text(), mail.html()));
            }
            for (Map.Entry<String, String> header : mail.headers().entrySet()) {
                message.setHeader(header.getKey(), header.getValue());
            }
            message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
            Transport.send(message);
        } catch (MessagingException refused) {
            throw new IllegalStateException("the SMTP server " + server.host() + " did not take a mail", refused);
        }
    }
}
