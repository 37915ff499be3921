package byline.store.ids;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Makes one run of several.
final class Merge {
    private Merge() {}

    /// Writes what is in any of these runs to a file.
    static void write(List<Run> runs, Path target) throws IOException {
        TreeSet<Integer> days = new TreeSet<>();
        runs.forEach(run -> days.addAll(run.sections().keySet()));
        try (RunWriter writer = new RunWriter(target)) {
            for (int day : days) {
                try (Merged merged = new Merged(runs, day)) {
                    writer.write(day, count(runs, day), merged);
                }
            }
            writer.finish();
        }
    }

    private static long count(List<Run> runs, int day) {
        return runs.stream()
                .map(run -> run.sections().get(day))
                .filter(section -> section != null)
                .mapToLong(section -> section.place().count())
                .sum();
    }

    /// The hashes of one day in several runs, in order.
    private static final class Merged implements RunWriter.Hashes, AutoCloseable {
        private final List<Run.Stream> opened = new ArrayList<>();
        private final List<Run.Stream> live = new ArrayList<>();
        private long current;

        Merged(List<Run> runs, int day) throws IOException {
            for (Run run : runs) {
                Run.Stream stream = run.stream(day);
                opened.add(stream);
                if (stream.advance()) {
                    live.add(stream);
                }
            }
        }

        @Override
        public boolean advance() throws IOException {
            if (live.isEmpty()) {
                return false;
            }
            Run.Stream smallest = live.getFirst();
            for (Run.Stream stream : live) {
                if (stream.current() < smallest.current()) {
                    smallest = stream;
                }
            }
            current = smallest.current();
            if (!smallest.advance()) {
                live.remove(smallest);
            }
            return true;
        }

        @Override
        public long current() {
            return current;
        }

        @Override
        public void close() throws IOException {
            for (Run.Stream stream : opened) {
                stream.close();
            }
        }
    }
}
