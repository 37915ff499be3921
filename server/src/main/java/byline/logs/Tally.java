package byline.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What became of each line. Every line is in exactly one of these counts.
public final class Tally {
    private static final int MOST_REASONS = 50;
    private static final int MOST_EXAMPLES = 5;

    /// A line that could not be read: where, and why, and nothing of what it says.
    public record Example(long line, long offset, String reason) {}

    private final EnumMap<Sieve.Skip, Long> skips = new EnumMap<>(Sieve.Skip.class);
    private final Map<String, Long> rejected = new LinkedHashMap<>();
    private final Map<String, Long> malformed = new LinkedHashMap<>();
    private final List<Example> examples = new ArrayList<>();
    private long lines;
    private long stored;
    private long duplicates;

    /// A tally as words and numbers, to be kept with a checkpoint.
    public record Counts(
            long lines,
            long stored,
            long duplicates,
            Map<String, Long> skipped,
            Map<String, Long> rejected,
            Map<String, Long> malformed) {
        /// Whether it adds up: every line is in one of the counts.
        public boolean addsUp() {
            return lines == stored + duplicates + sum(skipped) + sum(rejected) + sum(malformed);
        }

        public static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    long lines() {
        return lines;
    }

    public long stored() {
        return stored;
    }

    public long duplicates() {
        return duplicates;
    }

    /// The first lines that could not be read.
    public List<Example> examples() {
        return List.copyOf(examples);
    }

    void line() {
        lines++;
    }

    void skip(Sieve.Skip why) {
        skips.merge(why, 1L, Long::sum);
    }

    void malformed(Example example) {
        count(malformed, example.reason(), 1);
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(example);
        }
    }

    void stored(Receiver.Receipt receipt) {
        stored += receipt.accepted();
        duplicates += receipt.duplicates();
        if (receipt.skipped() > 0) {
            skips.merge(Sieve.Skip.PERSON, (long) receipt.skipped(), Long::sum);
        }
        receipt.rejected().forEach(refused -> count(rejected, refused.field() + ": " + refused.reason(), 1));
    }

    void add(Tally more) {
        add(more.counts());
        more.examples.stream()
                .limit(Math.max(0, MOST_EXAMPLES - examples.size()))
                .forEach(examples::add);
    }

    void add(Counts more) {
        lines += more.lines();
        stored += more.stored();
        duplicates += more.duplicates();
        more.skipped().forEach((word, count) -> skips.merge(skip(word), count, Long::sum));
        more.rejected().forEach((reason, count) -> count(rejected, reason, count));
        more.malformed().forEach((reason, count) -> count(malformed, reason, count));
    }

    public Counts counts() {
        Map<String, Long> skipped = new LinkedHashMap<>();
        skips.forEach((why, count) -> skipped.put(why.words(), count));
        return new Counts(lines, stored, duplicates, skipped, sorted(rejected), sorted(malformed));
    }

    private static Map<String, Long> sorted(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static Sieve.Skip skip(String words) {
        for (Sieve.Skip why : Sieve.Skip.values()) {
            if (why.words().equals(words)) {
                return why;
            }
        }
        return Sieve.Skip.NO_REQUEST;
    }

    /// A server may give reasons without end.
    private static void count(Map<String, Long> counts, String reason, long more) {
        counts.merge(counts.size() < MOST_REASONS || counts.containsKey(reason) ? reason : "other", more, Long::sum);
    }
}
