package byline.report;

import java.util.Optional;

/// Who a user agent is by the list of today.
public interface Naming {
    /// A bot's name, who runs it, and what for.
    record Named(String bot, String company, String purpose) {}

    /// Empty for one the list does not name.
    Optional<Named> find(String userAgent);
}
