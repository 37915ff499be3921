package byline.bench;

import java.util.Arrays;
import java.util.Locale;

/// Durations of one kind of request, in nanoseconds; not for several threads at once.
final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    void add(long nano) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = nano;
    }

    void addAll(Latencies other) {
        for (int i = 0; i < other.count; i++) {
            add(other.nanos[i]);
        }
    }

    int count() {
        return count;
    }

    /// The duration that this share of them did not exceed.
    double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count) - 1;
        return sorted[Math.clamp(rank, 0, count - 1)] / 1e6;
    }

    String text(double share) {
        return String.format(Locale.ROOT, millis(share) < 10 ? "%.2f" : "%.1f", millis(share));
    }
}
