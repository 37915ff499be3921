package byline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Resident memory of a process, looked at once a second until closed; empty where there is no `/proc`.
final class Memory implements AutoCloseable {
    private final List<Long> mebibytes = new ArrayList<>();
    private final Thread looker;

    Memory(long pid) {
        looker = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    look(pid);
                    Thread.sleep(1_000);
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void look(long pid) {
        resident(pid).ifPresent(mebibytes::add);
    }

    static java.util.Optional<Long> resident(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return java.util.Optional.of(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
                }
            }
        } catch (IOException noSuchFile) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.empty();
    }

    /// Six looks spread evenly over the whole time, first and last included: `310 → 402 → … MiB`.
    String course() {
        close();
        List<String> looks = new ArrayList<>();
        int steps = Math.min(6, mebibytes.size());
        for (int i = 0; i < steps; i++) {
            looks.add(mebibytes
                    .get(steps == 1 ? 0 : i * (mebibytes.size() - 1) / (steps - 1))
                    .toString());
        }
        return looks.isEmpty() ? "not known here" : String.join(" → ", looks) + " MiB";
    }

    /// The most it was seen to have; 0 when nothing was seen.
    long most() {
        close();
        return mebibytes.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    public void close() {
        looker.interrupt();
        try {
            looker.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
