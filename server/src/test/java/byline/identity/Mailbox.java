package byline.identity;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps the mails for the test to open.
public final class Mailbox implements MailTransport {
    private final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();

    @Override
    public void send(Mail mail) {
        mails.add(mail);
    }

    /// The next mail, which must come within ten seconds.
    public Mail next() {
        try {
            Mail mail = mails.poll(10, TimeUnit.SECONDS);
            if (mail == null) {
                throw new AssertionError("no mail came");
            }
            return mail;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    public boolean isEmpty() {
        return mails.isEmpty();
    }

    /// The one-time token in a mail's link.
    public static String token(Mail mail) {
        int at = mail.text().indexOf("#token=") + "#token=".length();
        return mail.text().substring(at).lines().findFirst().orElseThrow();
    }
}
