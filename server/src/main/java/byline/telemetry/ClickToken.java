package byline.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A token that an agent puts into an outbound link, so that the page it leads to can ask how the click came about.
///
/// @param presentation what was clicked on, null until the engagement names it
record ClickToken(
        String text,
        UUID session,
        String contentUrl,
        @Nullable UUID presentation,
        Instant mintedAt) {
    /// Type of the event that keeps it.
    static final String TYPE = "byline.click_token";

    static final Duration LIFETIME = Duration.ofDays(90);

    private static final Pattern FORM = Pattern.compile("ct_[A-Za-z0-9_-]{16,240}");

    static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    Instant expiresAt() {
        return mintedAt.plus(LIFETIME);
    }
}
