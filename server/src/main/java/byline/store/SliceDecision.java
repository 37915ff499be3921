package byline.store;

import java.time.Instant;

/// What somebody decided about a slice of a site's events, or about such a decision.
///
/// @param id nobody else has
/// @param words what was asked for, a JSON object for whoever reads it later
public record SliceDecision(String id, Action action, String words, Instant madeAt, String madeBy) {
    /// What becomes of the events.
    public enum Action {
        /// They do not count any more.
        REMOVE("remove"),
        /// What was kept aside counts.
        RESTORE("restore"),
        /// A decision is taken back, and its events are as all others leave them.
        UNDO("undo");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
