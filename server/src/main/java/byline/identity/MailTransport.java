package byline.identity;

/// Takes a mail for delivery.
public interface MailTransport {
    /// A plain-text mail.
    record Mail(String to, String subject, String text) {}

    /// Hands the mail over.
    ///
    /// @throws IllegalStateException when nobody took it
    void send(Mail mail);
}
