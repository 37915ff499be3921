package byline.wire;

import java.util.Optional;

/// The five stages of content's way through an agent (§4.3), in that order.
public enum Stage {
    RETRIEVED("content_retrieved"),
    GROUNDED("content_grounded"),
    CITED("content_cited"),
    PRESENTED("content_presented"),
    ENGAGED("content_engaged");

    private final String eventType;

    Stage(String eventType) {
        this.eventType = eventType;
    }

    /// The event type that reports this stage.
    public String eventType() {
        return eventType;
    }

    /// The stage that an event type reports; `content_displayed` of the 0.1 line is counted as presented.
    public static Optional<Stage> find(String eventType) {
        for (Stage stage : values()) {
            if (stage.eventType.equals(eventType)) {
                return Optional.of(stage);
            }
        }
        return eventType.equals("content_displayed") ? Optional.of(PRESENTED) : Optional.empty();
    }
}
