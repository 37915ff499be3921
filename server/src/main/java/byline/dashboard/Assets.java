package byline.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The files of one folder of the jar that a browser may load, read once. Their version changes when any of them does.
final class Assets {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final String version;
    private final SortedMap<String, PageFile> files = new TreeMap<>();

    private Assets(SortedMap<String, byte[]> read) {
        this.version = versionOf(read);
        read.forEach((name, bytes) -> files.put(name, new PageFile(typeOf(name), bytes)));
    }

    /// Reads a folder of the jar, or of the folder of classes when there is no jar yet.
    static Assets read(String folder) {
        try {
            URL index = Objects.requireNonNull(Assets.class.getResource("/" + folder + "/index.html"), folder);
            return new Assets(
                    index.openConnection() instanceof JarURLConnection inJar
                            ? fromJar(Path.of(inJar.getJarFileURL().toURI()), folder + "/")
                            : fromClasses(Path.of(index.toURI()).resolveSibling("")));
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException("the folder " + folder + " in the jar cannot be read", failure);
        }
    }

    /// @param name below the folder, such as `style/base.css`
    Optional<PageFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /// One that a page can't be without.
    PageFile get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no " + name + " in the jar"));
    }

    /// All of them, by name.
    SortedMap<String, PageFile> list() {
        return Collections.unmodifiableSortedMap(files);
    }

    String version() {
        return version;
    }

    /// Classes lie in the same folder and are passed over.
    private static SortedMap<String, byte[]> fromClasses(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (isForBrowsers(name)) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    /// Through the index that the class loader has made already; a file system would make one of its own at every
    // start.
    private static SortedMap<String, byte[]> fromJar(Path jar, String folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(opened.entries())) {
                String name = entry.getName();
                if (name.startsWith(folder) && isForBrowsers(name)) {
                    files.put(
                            name.substring(folder.length()),
                            opened.getInputStream(entry).readAllBytes());
                }
            }
        }
        return files;
    }

    private static boolean isForBrowsers(String name) {
        return MEDIA_TYPES.containsKey(extension(name));
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
        return Objects.requireNonNull(MEDIA_TYPES.get(extension(name)), name);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
