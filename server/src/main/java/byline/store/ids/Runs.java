package byline.store.ids;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The runs in a folder: many are looked through at the same time, one thread adds and merges.
final class Runs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Runs.class.getName());
    private static final int FAN = 4;
    private final Path folder;
    private final Sizes sizes;
    private final Filters filters;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<Run> runs = new ArrayList<>();
    private volatile long covered;
    private long lastNumber;

    private Runs(Path folder, Sizes sizes) {
        this.folder = folder;
        this.sizes = sizes;
        this.filters = new Filters(sizes.filterBytes());
    }

    /// Opens what the manifest names and deletes what it does not; starts afresh, covering nothing, when a file is
    /// damaged.
    static Runs open(Path folder, Sizes sizes) throws IOException {
        Files.createDirectories(folder);
        Runs runs = new Runs(folder, sizes);
        try {
            Manifest manifest = Manifest.read(folder);
            for (String name : manifest.runs()) {
                runs.runs.add(new Run(folder.resolve(name)));
            }
            runs.covered = manifest.covered();
        } catch (IOException | RuntimeException damaged) {
            LOG.log(System.Logger.Level.WARNING, "ids=rebuilt folder=" + folder, damaged);
            runs.close();
            runs.runs.clear();
            Manifest.EMPTY.write(folder);
        }
        runs.deleteUnnamed();
        return runs;
    }

    /// Every id of an earlier segment is in a run.
    long covered() {
        return covered;
    }

    /// Marks the fingerprints that are in a run.
    void find(List<Fingerprint> fingerprints, BitSet found) throws IOException {
        lock.readLock().lock();
        try {
            for (Run run : runs) {
                find(run, fingerprints, found);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Writes these to a new run, durable when this returns.
    ///
    /// @param newCovered every id of an earlier segment is in a run now
    void add(Table table, long newCovered) throws IOException {
        Path path = nextPath();
        try (RunWriter writer = new RunWriter(path)) {
            for (Map.Entry<Integer, long[]> day : table.sortedByDay().entrySet()) {
                writer.write(day.getKey(), day.getValue());
            }
            writer.finish();
        }
        covered = newCovered;
        replace(List.of(), path);
    }

    /// Merges runs of about the same size until there are few of each.
    void merge() throws IOException {
        for (List<Run> same = mergeable(); !same.isEmpty(); same = mergeable()) {
            Path path = nextPath();
            Merge.write(same, path);
            replace(same, path);
            for (Run merged : same) {
                Files.delete(merged.path());
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Run run : runs) {
            run.close();
        }
    }

    private void find(Run run, List<Fingerprint> fingerprints, BitSet found) throws IOException {
        Section section = null;
        for (int index = 0; index < fingerprints.size(); index++) {
            Fingerprint fingerprint = fingerprints.get(index);
            if (section == null || section.place().day() != fingerprint.day()) {
                section = run.sections().get(fingerprint.day());
            }
            if (section != null && !found.get(index) && filters.contains(runs, run, section, fingerprint.hash())) {
                found.set(index);
            }
        }
    }

    private List<Run> mergeable() {
        SortedMap<Integer, List<Run>> tiers = new TreeMap<>();
        for (Run run : runs) {
            if (run.size() * FAN <= sizes.largestRun()) {
                tiers.computeIfAbsent(tier(run), _ -> new ArrayList<>()).add(run);
            }
        }
        return tiers.values().stream()
                .filter(same -> same.size() >= FAN)
                .findFirst()
                .orElse(List.of());
    }

    private int tier(Run run) {
        int tier = 0;
        for (long size = run.size(); size >= (long) sizes.inMemory() * FAN; size /= FAN) {
            tier++;
        }
        return tier;
    }

    private void replace(List<Run> gone, Path path) throws IOException {
        Run fresh = new Run(path);
        List<Run> next = new ArrayList<>(runs);
        next.removeAll(gone);
        next.add(fresh);
        List<String> names =
                next.stream().map(run -> run.path().getFileName().toString()).toList();
        new Manifest(covered, names).write(folder);
        lock.writeLock().lock();
        try {
            runs.clear();
            runs.addAll(next);
            for (Run run : gone) {
                run.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Path nextPath() {
        return path(++lastNumber);
    }

    private Path path(long number) {
        return folder.resolve("%012d.ids".formatted(number));
    }

    private void deleteUnnamed() throws IOException {
        List<Path> named = runs.stream().map(Run::path).toList();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ids")) {
            for (Path file : files) {
                if (named.contains(file)) {
                    String name = file.getFileName().toString();
                    lastNumber = Math.max(lastNumber, Long.parseLong(name.substring(0, name.indexOf('.'))));
                } else {
                    Files.delete(file);
                }
            }
        }
    }
}
