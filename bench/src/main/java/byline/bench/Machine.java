package byline.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the figures were measured on.
final class Machine {
    private Machine() {}

    static List<String> describe(Path scratch) throws IOException {
        return List.of(
                Runtime.getRuntime().availableProcessors() + " cores, " + processor() + ", " + memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", Java " + Runtime.version(),
                "a write of 4 KiB made durable takes " + syncs(scratch) + " on its disk",
                others());
    }

    /// Figures from a machine that others were using are worth less, and must say so.
    private static String others() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return Files.exists(load)
                ? "before it began, " + Files.readString(load).split(" ", 2)[0] + " processes wanted to run"
                : "what else ran is not known";
    }

    private static String processor() throws IOException {
        return field(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
    }

    private static String memory() throws IOException {
        return field(Path.of("/proc/meminfo"), "MemTotal")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) / (1024 * 1024) + " GiB")
                .orElse("memory not known");
    }

    private static java.util.Optional<String> field(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return java.util.Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }

    /// Everything that promises durability waits for this.
    private static String syncs(Path scratch) throws IOException {
        Latencies latencies = new Latencies();
        Path file = scratch.resolve("sync");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 500; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                latencies.add(System.nanoTime() - start);
            }
        }
        Files.delete(file);
        return String.format(Locale.ROOT, "%s ms (p50), %s ms (p99)", latencies.text(0.5), latencies.text(0.99));
    }
}
