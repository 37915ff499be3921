package byline.telemetry;

import byline.wire.Event;
import byline.wire.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far from now an event's time may lie.
///
/// @param oldest how long ago at most
/// @param ahead how far in the future at most, for clocks that run fast
public record Ages(Duration oldest, Duration ahead, Clock clock) {
    Optional<Problem> problem(Event event) {
        Instant now = clock.instant();
        if (event.timestamp().isAfter(now.plus(ahead))) {
            return Optional.of(problem(event, "is more than " + ahead.toMinutes() + " minutes in the future"));
        }
        if (event.timestamp().isBefore(now.minus(oldest))) {
            return Optional.of(problem(event, "is more than " + oldest.toDays() + " days old"));
        }
        return Optional.empty();
    }

    private static Problem problem(Event event, String why) {
        return new Problem(event.index(), "/events/" + event.index() + "/timestamp", "time", "timestamp " + why);
    }
}
