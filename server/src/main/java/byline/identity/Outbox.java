package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.identity.MailTransport.Mail;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Mails on their way. No request waits for one, so no answer's time tells whether a mail was sent.
final class Outbox implements AutoCloseable {
    private static final Logger log = System.getLogger("byline.mail");
    private static final int MOST_WAITING = 1_000;

    private final MailTransport transport;
    private final ExecutorService senders = new ThreadPoolExecutor(
            2,
            2,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("mail-", 0).factory());

    Outbox(MailTransport transport) {
        this.transport = transport;
    }

    /// Does the work that leads to a mail, and sends what it hands over.
    ///
    /// @throws Refusal 503 when too many are waiting
    void later(Runnable work) {
        try {
            senders.execute(() -> quietly(work));
        } catch (RejectedExecutionException full) {
            throw new Refusal(Code.UNAVAILABLE, "Too many mails are waiting; try again in a minute")
                    .header("Retry-After", "60");
        }
    }

    /// Sends at once; for work that `later` runs.
    void send(Mail mail) {
        transport.send(mail);
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            log.log(Level.ERROR, "mail not sent", failure);
        }
    }

    @Override
    public void close() {
        senders.shutdown();
    }
}
