package byline.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native library. Its driver takes it from the folder that `org.sqlite.lib.path` names, else from the jar.
public final class SqliteLibrary {
    private SqliteLibrary() {}

    /// Copies the one for this machine, under the name the driver looks for.
    public static void copyTo(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String packed = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = Objects.requireNonNull(SqliteLibrary.class.getResourceAsStream(packed), packed)) {
            Files.copy(library, folder.resolve(name));
        }
    }
}
