package byline.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of the dashboard in the jar, read once. Their version changes when any of them does.
public final class Pages {
    private static final String FOLDER = "byline/dashboard";
    private static final String SHELL = "index.html";
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final String version;
    private final PageFile shell;
    private final Map<String, PageFile> files = new HashMap<>();

    private Pages(SortedMap<String, byte[]> read) {
        this.version = versionOf(read);
        this.shell = new PageFile(typeOf(SHELL), shellOf(read, version));
        read.forEach((name, bytes) -> files.put(name, new PageFile(typeOf(name), bytes)));
    }

    /// The ones in the jar, or in the folder of classes when there is no jar yet.
    public static Pages builtIn() {
        try {
            Path home = Path.of(Pages.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return new Pages(read(home.resolve(FOLDER)));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return new Pages(read(jar.getPath(FOLDER)));
            }
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException("the dashboard in the jar cannot be read", failure);
        }
    }

    /// The page every address of the dashboard answers.
    PageFile shell() {
        return shell;
    }

    /// @param name below the folder, such as `style/base.css`
    Optional<PageFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    String version() {
        return version;
    }

    /// Classes lie in the same folder and are passed over.
    private static SortedMap<String, byte[]> read(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Pages::isOurs).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static boolean isOurs(Path path) {
        return Files.isRegularFile(path) && MEDIA_TYPES.containsKey(extension(path.toString()));
    }

    /// The shell as it is written, with the version in the addresses of its files, and every module named, so that a
    /// browser fetches all at once instead of following one import after the other.
    private static byte[] shellOf(SortedMap<String, byte[]> files, String version) {
        String modules = files.keySet().stream()
                .filter(name -> name.endsWith(".js"))
                .map(name -> "    <link rel=\"modulepreload\" href=\"/assets/" + name + "\">\n")
                .collect(Collectors.joining());
        return new String(files.get(SHELL), UTF_8)
                .replace("  </head>", modules + "  </head>")
                .replace("\"/assets/", "\"/assets/" + version + "/")
                .getBytes(UTF_8);
    }

    private static String versionOf(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.forEach((name, bytes) -> {
            all.writeBytes(name.getBytes(UTF_8));
            all.writeBytes(bytes);
        });
        return PageFile.hash(all.toByteArray());
    }

    private static String typeOf(String name) {
        String type = MEDIA_TYPES.get(extension(name));
        if (type == null) {
            throw new UncheckedIOException(new IOException("no media type for " + name));
        }
        return type;
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
