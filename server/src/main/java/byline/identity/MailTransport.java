package byline.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes a mail for delivery.
public interface MailTransport {
    /// A mail in plain text.
    ///
    /// @param html the same for who prefers it, null for nothing but text
    /// @param headers besides the usual ones
    record Mail(
            String to,
            String subject,
            String text,
            @Nullable String html,
            Map<String, String> headers) {
        public Mail {
            headers = Map.copyOf(headers);
        }

        public Mail(String to, String subject, String text) {
            this(to, subject, text, null, Map.of());
        }
    }

    /// Hands the mail over.
    ///
    /// @throws IllegalStateException when nobody took it
    void send(Mail mail);
}
