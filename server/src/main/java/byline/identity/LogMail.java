package byline.identity;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Writes mails to the log: for development, where the log is the mailbox.
public final class LogMail implements MailTransport {
    private static final Logger log = System.getLogger("byline.mail");

    @Override
    public void send(Mail mail) {
        log.log(Level.INFO, "mail to=" + mail.to() + " subject=\"" + mail.subject() + "\"\n" + mail.text());
    }
}
