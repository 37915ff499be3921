package byline.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Counts things by name and lists them most first, then by name, so that the same events always read the same.
final class Counter<K> {
    private final Map<@Nullable K, Long> counts = new HashMap<>();

    void add(@Nullable K name, long count) {
        counts.merge(name, count, Long::sum);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long count(@Nullable K name) {
        return counts.getOrDefault(name, 0L);
    }

    <T> List<T> list(BiFunction<@Nullable K, Long, T> shape) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<@Nullable K, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> String.valueOf(entry.getKey())))
                .map(entry -> shape.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
