package byline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder everything measured lives in.
final class Scratch {
    private Scratch() {}

    /// A new one, on a disk rather than in memory where there is a choice; others may pass through, not look.
    static Path make() throws IOException {
        Path disk = Path.of("/var/tmp");
        return Files.createTempDirectory(
                Files.isDirectory(disk) ? disk : Path.of(System.getProperty("java.io.tmpdir")),
                "byline-bench-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    }

    static void delete(Path folder) throws IOException {
        for (Path path : contents(folder).sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(path);
        }
    }

    /// Bytes on disk of everything below a folder.
    static long size(Path folder) throws IOException {
        long size = 0;
        for (Path path : contents(folder).filter(Files::isRegularFile).toList()) {
            size += Files.size(path);
        }
        return size;
    }

    private static Stream<Path> contents(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return List.copyOf(paths.toList()).stream();
        }
    }
}
