package byline.store.ids;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Which runs there are, and from which segment of the commit log on ids may be in none of them; replaced as a whole.
///
/// @param covered every id of an earlier segment is in a run
/// @param runs file names
record Manifest(long covered, List<String> runs) {
    static final Manifest EMPTY = new Manifest(0, List.of());

    Manifest {
        runs = List.copyOf(runs);
    }

    /// @throws IOException also when there is a file, but not one of ours
    static Manifest read(Path folder) throws IOException {
        Path path = folder.resolve("manifest");
        if (!Files.exists(path)) {
            return EMPTY;
        }
        List<String> lines = Files.readAllLines(path);
        if (lines.size() < 2 || !lines.getLast().equals("end")) {
            throw new IOException(path + " is damaged");
        }
        return new Manifest(Long.parseLong(lines.getFirst()), lines.subList(1, lines.size() - 1));
    }

    /// Replaces the file and waits until the disk has it.
    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Long.toString(covered));
        lines.addAll(runs);
        lines.add("end");
        Path fresh = folder.resolve("manifest.new");
        Files.write(fresh, lines);
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(fresh, folder.resolve("manifest"), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
