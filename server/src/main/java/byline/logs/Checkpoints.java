package byline.logs;

import byline.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// A folder with a file for each log and site. Losing one costs time: what is reported again is not stored again.
public final class Checkpoints {
    private final Path folder;

    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    Optional<Checkpoint> find(Fingerprint log, String site) {
        try {
            return Optional.of(Json.read(Files.readAllBytes(file(log, site)), Checkpoint.class));
        } catch (IOException | RuntimeException noneOrDamaged) {
            return Optional.empty();
        }
    }

    /// Replaces the file in one step, so that a crash leaves the old one or the new one.
    void write(Fingerprint log, String site, Checkpoint checkpoint) {
        replace(file(log, site), Json.write(checkpoint));
    }

    private void replace(Path target, byte[] content) {
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            try (FileChannel out = FileChannel.open(
                    fresh,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING))) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("can't keep a checkpoint in " + folder, failure);
        }
    }

    /// Which log was followed under this name the last time, by its fingerprint.
    Optional<String> findFollowed(Path file, String site) {
        try {
            return Optional.of(Files.readString(followed(file, site)).strip());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    void writeFollowed(Path file, String site, Fingerprint log) {
        replace(followed(file, site), log.hex().getBytes(StandardCharsets.US_ASCII));
    }

    private Path followed(Path file, String site) {
        byte[] name = file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        return folder.resolve("followed-" + HexFormat.of().formatHex(Fingerprint.sha256(name), 0, 8) + "-" + site);
    }

    private Path file(Fingerprint log, String site) {
        return folder.resolve(log.hex() + "-" + site + ".json");
    }
}
