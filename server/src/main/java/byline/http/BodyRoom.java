package byline.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Memory for the bodies of all requests that are read or answered at the same time. What finds no room waits a while
/// and is refused then: however many send however much, the process stays within its bound.
final class BodyRoom {
    private final int size;
    private final Semaphore free;
    private final Duration patience;

    /// @param size bytes
    BodyRoom(int size, Duration patience) {
        this.size = size;
        this.free = new Semaphore(size, true);
        this.patience = patience;
    }

    /// Waits for room for a body; one that is larger than all of it has it to itself.
    ///
    /// @throws Refusal 503 when there is none in time
    Place take(long bytes) {
        int wanted = (int) Math.min(bytes, size);
        try {
            if (free.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Place(wanted);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(Code.UNAVAILABLE, "Too much is being sent at this moment, and this was not read; try again")
                .header("Retry-After", "1");
    }

    /// Room that a body has until it is given back.
    final class Place {
        private int bytes;

        private Place(int bytes) {
            this.bytes = bytes;
        }

        /// Gives back what the body turned out not to need.
        void shrinkTo(long needed) {
            int kept = (int) Math.min(needed, bytes);
            free.release(bytes - kept);
            bytes = kept;
        }
    }
}
