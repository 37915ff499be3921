package byline.telemetry;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Says no at one pace, whatever the reason: the time an absence takes is rounded up, so that it tells nothing.
final class Evenly {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    <T> Optional<T> answer(Supplier<Optional<T>> question) {
        long began = System.nanoTime();
        Optional<T> answer = question.get();
        if (answer.isEmpty()) {
            long taken = System.nanoTime() - began;
            pause(STEP_NANOS - taken % STEP_NANOS);
        }
        return answer;
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
