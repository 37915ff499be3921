package byline.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import byline.store.Events.Overloaded;
import byline.store.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A process whose files may not grow past a limit: writes until that, and prints each line that was acknowledged.
final class FullDiskWriter {
    private FullDiskWriter() {}

    /// Ends when a second write after the one that failed is refused too.
    ///
    /// @param arguments the log's folder
    public static void main(String[] arguments) throws IOException {
        CommitLog log = CommitLog.open(Path.of(arguments[0]), Limits.Log.DEFAULTS, Segment.loaded(0, 0));
        int refused = 0;
        for (int number = 0; refused < 2; number++) {
            String line = number + "-".repeat(refused == 0 ? 1000 : 1);
            byte[] bytes = (line + "\n").getBytes(UTF_8);
            try (CommitLog.Room room = log.reserve(new Lines(ByteBuffer.wrap(bytes), 1))) {
                room.write();
                System.out.println(line);
            } catch (Overloaded expected) {
                refused++;
            }
        }
        System.out.println("refused twice");
    }
}
