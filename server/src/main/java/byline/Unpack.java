package byline;

import byline.database.SqliteLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `byline unpack`: what the launcher starts a server from, so that no start unpacks libraries first.
/// DuckDB's driver takes its library from the jar whenever that has one, else from `java.library.path`: this makes a
/// jar that has none, and such a folder.
@Command(
        name = "unpack",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Copies the program to a new folder, with this machine's native libraries beside its jar.")
final class Unpack implements Callable<Integer> {
    private static final String DUCKDB = "libduckdb_java.so_";

    @Parameters(paramLabel = "DIR", description = "Folder to make")
    private Path folder = Path.of("byline-unpacked");

    @Override
    public Integer call() throws IOException, URISyntaxException {
        Path jar = Path.of(
                Unpack.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        unpack(jar, folder, DUCKDB + platform());
        SqliteLibrary.copyTo(folder);
        force(folder);
        return 0;
    }

    /// Leaves the folder half made when it fails: whoever asked for it removes it.
    ///
    /// @param library the file in the jar that this machine needs
    /// @throws NoSuchFileException when the jar has nothing for this machine
    static void unpack(Path jar, Path folder, String library) throws IOException {
        Path lean = Files.copy(jar, Files.createDirectory(folder).resolve("byline.jar"));
        try (FileSystem inside = FileSystems.newFileSystem(lean)) {
            try (InputStream packed = Files.newInputStream(inside.getPath(library))) {
                Files.copy(packed, folder.resolve(System.mapLibraryName("duckdb_java")));
            }
            for (Path packed : list(inside.getPath("/"))) {
                if (packed.getFileName().toString().startsWith(DUCKDB)) {
                    Files.delete(packed);
                }
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void force(Path folder) throws IOException {
        for (Path file : list(folder)) {
            force(file, StandardOpenOption.WRITE);
        }
        force(folder, StandardOpenOption.READ);
    }

    private static void force(Path file, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }

    /// As the driver calls it: `linux_amd64`.
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("mac") ? "macos" : system)
                + "_"
                + switch (processor) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> processor;
                };
    }
}
