package byline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackTest {
    private static final String OURS = "libduckdb_java.so_linux_amd64";
    private static final Map<String, String> ENTRIES = new TreeMap<>(Map.of(
            "META-INF/MANIFEST.MF",
            "Main-Class: byline.Main\n",
            "byline/Main.class",
            "classes",
            OURS,
            "a library",
            "libduckdb_java.so_macos_arm64",
            "another machine's"));

    @TempDir
    Path scratch;

    private Path jar = Path.of("byline.jar");
    private Path folder = Path.of("unpacked");

    @BeforeEach
    void packs() throws IOException {
        jar = scratch.resolve("byline.jar");
        folder = scratch.resolve("unpacked");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, String> entry : ENTRIES.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.stream().map(JarEntry::getName).toList();
        }
    }

    @Test
    void putsTheLibraryOfThisMachineBesideAJarWithoutAny() throws IOException {
        Unpack.unpack(jar, folder, OURS);
        assertThat(folder.resolve(System.mapLibraryName("duckdb_java"))).hasContent("a library");
        assertThat(names(folder.resolve("byline.jar")))
                .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "byline/Main.class");
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void leavesTheJarItCameFromAsItWas() throws IOException {
        byte[] before = Files.readAllBytes(jar);
        Unpack.unpack(jar, folder, OURS);
        assertThat(jar).hasBinaryContent(before);
    }

    @Test
    void failsOnAMachineTheJarHasNoLibraryFor() {
        assertThatThrownBy(() -> Unpack.unpack(jar, folder, "libduckdb_java.so_linux_riscv64"))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void neverWritesOverAFolder() throws IOException {
        Files.createDirectory(folder);
        assertThatThrownBy(() -> Unpack.unpack(jar, folder, OURS)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
