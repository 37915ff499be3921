package byline.store;

import byline.store.Events.Overloaded;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measures the store alone, without HTTP. Not a test: figures mean something only beside others of the same machine.
///
///     EventsBenchmark append <folder> <seconds> <writers> <events a call> <events a second, 0 for as many as go>
///     EventsBenchmark fill <folder> <million events over 30 days>
///     EventsBenchmark summary <folder>
final class EventsBenchmark {
    private static final Duration MONTH = Duration.ofDays(30);
    private final PrintStream out = System.out;
    private final Path folder;
    private final AtomicLong refused = new AtomicLong();

    private EventsBenchmark(Path folder) {
        this.folder = folder;
    }

    /// Runs one of the measurements.
    public static void main(String[] arguments) throws Exception {
        EventsBenchmark benchmark = new EventsBenchmark(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "append" ->
                benchmark.append(
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]),
                        Integer.parseInt(arguments[5]));
            case "fill" -> benchmark.fill(Long.parseLong(arguments[2]) * 1_000_000);
            case "summary" -> benchmark.summary();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private void append(int seconds, int writers, int perCall, int rate) throws Exception {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            long start = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                Traffic traffic = new Traffic(writer);
                threads.add(Thread.startVirtualThread(
                        () -> send(events, traffic, perCall, rate / writers, Duration.ofSeconds(seconds))));
            }
            Events.Counters before = events.counters();
            for (int second = 1; second <= seconds; second++) {
                Thread.sleep(1000);
                before = report(second, before, events.counters());
            }
            for (Thread thread : threads) {
                thread.join();
            }
            long acknowledged = events.counters().acknowledged();
            while (events.counters().loaded() < acknowledged) {
                Thread.sleep(10);
            }
            double total = (System.nanoTime() - start) / 1e9;
            out.printf(
                    "%.1f µs of processor time an event, of these %.1f to load it%n",
                    cpuNanos() / 1e3 / acknowledged, loadNanos() / 1e3 / acknowledged);
            out.printf(
                    "acknowledged %,.0f/s; acknowledged and loaded %,.0f/s; refused calls %d; %.0f bytes/event%n",
                    acknowledged / (double) seconds,
                    acknowledged / total,
                    refused.get(),
                    bytes() / (double) acknowledged);
        }
    }

    private void send(Events events, Traffic traffic, int perCall, int rate, Duration time) {
        long start = System.nanoTime();
        for (long sent = 0; System.nanoTime() - start < time.toNanos(); sent += perCall) {
            accept(events, traffic.events(perCall, Instant.now(), Duration.ofSeconds(2)));
            if (rate > 0) {
                LockSupport.parkNanos(start + (sent + perCall) * 1_000_000_000L / rate - System.nanoTime());
            }
        }
    }

    private void accept(Events events, List<StoredEvent> batch) {
        while (true) {
            try {
                events.append(batch);
                return;
            } catch (Overloaded later) {
                refused.incrementAndGet();
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private Events.Counters report(int second, Events.Counters before, Events.Counters now) throws IOException {
        Runtime memory = Runtime.getRuntime();
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("");
        out.printf(
                "%4d s acknowledged %,9d/s loaded %,9d/s backlog %4d MB heap %4d MB %s%n",
                second,
                now.acknowledged() - before.acknowledged(),
                now.loaded() - before.loaded(),
                now.backlogBytes() >> 20,
                (memory.totalMemory() - memory.freeMemory()) >> 20,
                resident.replaceAll("\\s+", " "));
        return now;
    }

    private static long loadNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().startsWith("duckdb-load"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private void fill(long count) {
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            Traffic traffic = new Traffic(1);
            Instant start = Instant.now().minus(MONTH);
            for (long done = 0; done < count; done += 1000) {
                Instant at = start.plus(MONTH.dividedBy(count / 1000).multipliedBy(done / 1000));
                accept(events, traffic.events(1000, at, MONTH.dividedBy(count / 1000)));
            }
        }
        out.printf("%,d events, %.0f bytes/event%n", count, bytes() / (double) count);
    }

    private void summary() {
        long start = System.nanoTime();
        try (Events events = Events.open(folder, Limits.DEFAULTS)) {
            out.printf("open %.0f ms%n", (System.nanoTime() - start) / 1e6);
            Instant now = Instant.now();
            measure(events, "owner_types", Traffic.owner(3, now.minus(MONTH), now));
            measure(events, "owner_events", Traffic.page(3, now.minus(MONTH), now, 0));
            measure(events, "owner_events", Traffic.page(3, now.minus(MONTH), now, 10_000));
        }
    }

    private void measure(Events events, String report, Map<String, @Nullable Object> parameters) {
        double[] millis = new double[40];
        for (int run = 0; run < millis.length; run++) {
            long start = System.nanoTime();
            events.read(report, parameters, row -> row);
            millis[run] = (System.nanoTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        out.printf("%s first %.1f ms, median %.1f ms, p95 %.1f ms%n", report, first, millis[20], millis[38]);
    }

    private long bytes() {
        return Stream.of("events.duckdb", "events.duckdb.wal")
                .mapToLong(name -> folder.resolve(name).toFile().length())
                .sum();
    }
}
