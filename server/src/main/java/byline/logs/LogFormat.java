package byline.logs;

import byline.sites.LoggedRequest.Observer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one kind of server writes a request on a line.
interface LogFormat {
    /// Whose word its lines are.
    Observer observer();

    /// Reads a line.
    ///
    /// @return null for a line that tells of no request: a header, another message, what was no HTTP
    /// @throws Malformed for a line that is not of this format
    @Nullable
    LogLine read(byte[] bytes, int start, int end) throws Malformed;

    /// When the request was made.
    Instant instant(String time) throws Malformed;

    /// A line that can't be read; its reason never has a word of the line.
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
