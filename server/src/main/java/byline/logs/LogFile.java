package byline.logs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A log that is open: a file, plain or gzip, or a stream that can be read once.
///
/// It is known by its first line with a request, so it stays the same log when it is renamed, compressed or grows.
final class LogFile implements AutoCloseable {
    private static final int HEAD = 64 * 1024;
    private static final int BUFFER = 256 * 1024;
    private static final int START = 256;
    private static final int MAGIC = 0x1f8b;

    private final @Nullable FileChannel channel;
    private final InputStream content;
    private final byte[] head;
    private final boolean plain;

    private LogFile(@Nullable FileChannel channel, InputStream raw) throws IOException {
        this.channel = channel;
        byte[] first = raw.readNBytes(2);
        this.plain = first.length < 2 || (Byte.toUnsignedInt(first[0]) << 8 | Byte.toUnsignedInt(first[1])) != MAGIC;
        InputStream whole = new Rejoined(first, raw);
        this.content = plain ? whole : new GZIPInputStream(whole, BUFFER);
        this.head = content.readNBytes(HEAD);
    }

    static LogFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path);
        try {
            return new LogFile(channel, Channels.newInputStream(channel));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    static LogFile of(InputStream stream) throws IOException {
        return new LogFile(null, stream);
    }

    /// The beginning of what it says, decompressed.
    byte[] head() {
        return head.clone();
    }

    /// Empty while it has no whole line with a request yet.
    Optional<Fingerprint> fingerprint() {
        return Fingerprint.of(head, head.length < HEAD);
    }

    /// Its lines from a place on. Can be asked for once.
    ///
    /// @param offset in what it says, decompressed
    Lines lines(long offset) throws IOException {
        if (channel != null && plain) {
            channel.position(offset);
            return new Lines(Channels.newInputStream(channel), offset);
        }
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), content);
        all.skipNBytes(offset);
        return new Lines(all, offset);
    }

    /// Bytes read of it so far, as it lies on disk; 0 for a stream.
    long position() throws IOException {
        return channel == null ? 0 : channel.position();
    }

    /// Its bytes on disk; 0 for a stream.
    long size() throws IOException {
        return channel == null ? 0 : channel.size();
    }

    /// Whether what was read up to here is no longer what stands there: it was emptied, and may be written anew.
    boolean isTruncated(long offset) throws IOException {
        if (channel == null || !plain) {
            return false;
        }
        ByteBuffer start = ByteBuffer.allocate(Math.min(START, head.length));
        while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {}
        return channel.size() < offset
                || start.hasRemaining()
                || !start.flip().equals(ByteBuffer.wrap(head, 0, start.capacity()));
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /// Gives back what was read to see what it is. Unlike a sequence of streams it says what is available, by which a
    /// reader of gzip sees whether another member follows.
    private static final class Rejoined extends InputStream {
        private final byte[] first;
        private final InputStream rest;
        private int given;

        Rejoined(byte[] first, InputStream rest) {
            this.first = first;
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            return given < first.length ? Byte.toUnsignedInt(first[given++]) : rest.read();
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (given < first.length && length > 0) {
                to[from] = first[given++];
                return 1;
            }
            return rest.read(to, from, length);
        }

        @Override
        public int available() throws IOException {
            return first.length - given + rest.available();
        }
    }
}
