package byline.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/// Under which UTC day an event's id is filed, and on which others the same event may be filed already.
///
/// Telemetry is filed under the day it came in, and looked for on as many days before as it may be old when it does: a
/// repeat is known whatever its sender dates it by then. A site's hit is filed under the day it happened, so that a log
/// read again months later is known; one that does not say when it happened has the time of its arrival, and is looked
/// for on the day before too.
///
/// @param repeatDays how many days old telemetry may be that comes in
record FilingDays(int repeatDays) {
    private static final long DAY_SECONDS = ChronoUnit.DAYS.getDuration().toSeconds();

    /// Days since 1970, both ends included.
    record Days(int first, int last) {
        boolean has(int day) {
            return first <= day && day <= last;
        }

        boolean areSeveral() {
            return first < last;
        }

        Instant start() {
            return startOfDay(first);
        }

        Instant end() {
            return startOfDay(last + 1);
        }

        static Days spanning(Collection<Days> all) {
            return new Days(
                    all.stream().mapToInt(Days::first).min().orElse(0),
                    all.stream().mapToInt(Days::last).max().orElse(-1));
        }
    }

    static int of(StoredEvent event) {
        return of(isTelemetry(event) ? event.stamp().receivedAt() : event.timestamp());
    }

    static int of(Instant moment) {
        return Math.toIntExact(Math.floorDiv(moment.getEpochSecond(), DAY_SECONDS));
    }

    /// Where a repeat of this one finds it; calls that come in around midnight pass one another.
    Days filed(StoredEvent event) {
        int own = of(event);
        if (isTelemetry(event)) {
            return new Days(own - repeatDays - 1, own + 1);
        }
        return new Days(isDatedHere(event) ? own - 1 : own, own);
    }

    /// When the same event may have happened, by what was said of it then.
    Days dated(StoredEvent event) {
        Days filed = filed(event);
        return isTelemetry(event) ? new Days(filed.first() - repeatDays - 1, filed.last() + 1) : filed;
    }

    /// When a repeat of what says this time happened at the earliest.
    static Instant earliest(StoredEvent event) {
        return !isTelemetry(event) && isDatedHere(event) ? startOfDay(of(event) - 1) : event.timestamp();
    }

    private static boolean isTelemetry(StoredEvent event) {
        return event.stamp().site() == null;
    }

    private static boolean isDatedHere(StoredEvent event) {
        return event.timestamp().equals(event.stamp().receivedAt());
    }

    private static Instant startOfDay(int day) {
        return Instant.ofEpochSecond(day * DAY_SECONDS);
    }
}
