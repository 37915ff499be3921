package byline.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Whether two questions take equally long to answer. They are asked in turn, so that whatever slows the machine down
/// slows both, and compared by their medians, which a few slow answers do not move.
public final class Timing {
    private static final int ROUNDS = 5;

    /// Differences a network hides: a fifth of an answer's time, or what a scheduler adds.
    private static final double RELATIVE = 0.2;

    private static final long ABSOLUTE_NANOS = 150_000;

    private Timing() {}

    /// What was measured in the round in which the two were closest.
    public record Difference(long first, long second) {
        long nanos() {
            return Math.abs(first - second);
        }

        public boolean isNone() {
            return nanos() <= Math.max(ABSOLUTE_NANOS, (long) (RELATIVE * Math.min(first, second)));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f ms against %.3f ms", first / 1e6, second / 1e6);
        }
    }

    /// A true difference is there in every round; noise is not, so the first round without one decides.
    ///
    /// @param pairs asked in a round
    /// @param first asks and answers how many nanoseconds that took
    public static Difference between(int pairs, LongSupplier first, LongSupplier second) {
        Difference closest = round(pairs, first, second);
        for (int round = 1; round < ROUNDS && !closest.isNone(); round++) {
            Difference next = round(pairs, first, second);
            closest = next.nanos() < closest.nanos() ? next : closest;
        }
        return closest;
    }

    private static Difference round(int pairs, LongSupplier first, LongSupplier second) {
        long[] firsts = new long[pairs];
        long[] seconds = new long[pairs];
        for (int i = 0; i < pairs; i++) {
            boolean swapped = i % 2 == 1;
            if (swapped) {
                seconds[i] = second.getAsLong();
            }
            firsts[i] = first.getAsLong();
            if (!swapped) {
                seconds[i] = second.getAsLong();
            }
        }
        return new Difference(median(firsts), median(seconds));
    }

    /// How long this takes.
    public static long of(Runnable question) {
        long start = System.nanoTime();
        question.run();
        return System.nanoTime() - start;
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
