package byline.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A proof that is not found any more: warned of on the first day and the sixth, lost after seven.
///
/// @param warnedAt null before the first warning
record Missing(Instant since, @Nullable Instant warnedAt) {
    /// How often a proof is looked for.
    static final Duration EVERY = Duration.ofDays(1);

    private static final Duration LOST_AFTER = Duration.ofDays(7);
    private static final Duration LAST_WARNING = Duration.ofDays(6);

    /// What has to be done about it.
    enum Step {
        WAIT,
        WARN,
        LOSE
    }

    /// @param failingSince null when it was still there the last time
    static Missing since(@Nullable Instant failingSince, @Nullable Instant warnedAt, Instant now) {
        return new Missing(failingSince == null ? now : failingSince, warnedAt);
    }

    /// Whether a proof that was looked for then is due to be looked for again.
    static boolean isDue(@Nullable Instant checkedAt, Instant now) {
        return checkedAt == null || !checkedAt.plus(EVERY).isAfter(now);
    }

    Step step(Instant now) {
        Duration missing = Duration.between(since, now);
        if (missing.compareTo(LOST_AFTER) >= 0) {
            return Step.LOSE;
        }
        boolean last = missing.compareTo(LAST_WARNING) >= 0;
        boolean warned = warnedAt != null && (!last || !warnedAt.isBefore(since.plus(LAST_WARNING)));
        return warned ? Step.WAIT : Step.WARN;
    }
}
