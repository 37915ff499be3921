package byline.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/// The one file that is being written, a group at a time; used by the writer's thread only.
final class ActiveFile implements AutoCloseable {
    private final long number;
    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private long length;
    private long lines;

    private ActiveFile(long number, Path path, ByteBuffer buffer) throws IOException {
        this.number = number;
        this.path = path;
        this.buffer = buffer;
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Makes the file, and its name durable.
    ///
    /// @param buffer off the heap, what is written goes through it
    static ActiveFile create(Path folder, long number, ByteBuffer buffer) throws IOException {
        ActiveFile file = new ActiveFile(number, Segment.path(folder, number), buffer);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return file;
    }

    long number() {
        return number;
    }

    long length() {
        return length;
    }

    /// Writes the lines and their trailer and waits until the disk has them.
    ///
    /// @return bytes written
    long write(List<Lines> group) throws IOException {
        CRC32C checksum = new CRC32C();
        int bytes = 0;
        int count = 0;
        for (Lines request : group) {
            checksum.update(request.bytes().duplicate());
            bytes = Math.addExact(bytes, request.length());
            count += request.count();
            put(request.bytes().duplicate());
        }
        byte[] trailer = Trailer.text(count, bytes, checksum);
        put(ByteBuffer.wrap(trailer));
        drain();
        channel.force(false);
        length += (long) bytes + trailer.length;
        lines += count;
        return (long) bytes + trailer.length;
    }

    /// Takes back what a failed [#write] may have left.
    void undo() throws IOException {
        buffer.clear();
        channel.truncate(length);
        channel.position(length);
        channel.force(true);
    }

    /// Ends the file.
    ///
    /// @param end lines in the log up to and with this file
    Segment seal(long end) throws IOException {
        channel.close();
        return new Segment(number, path, length, lines, end);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int room = Math.min(bytes.remaining(), buffer.remaining());
            buffer.put(buffer.position(), bytes, bytes.position(), room);
            buffer.position(buffer.position() + room);
            bytes.position(bytes.position() + room);
            if (!buffer.hasRemaining()) {
                drain();
            }
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
