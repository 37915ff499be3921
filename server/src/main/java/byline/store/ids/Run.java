package byline.store.ids;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file of fingerprints that never changes: a section a day, then a directory of them.
final class Run implements AutoCloseable {
    private static final int FOOTER = 3 * Long.BYTES;
    private final Path path;
    private final RandomAccessFile file;
    private final SortedMap<Integer, Section> sections = new TreeMap<>();

    /// Opens a file that is complete.
    ///
    /// @throws IOException when it is not
    Run(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "r");
        try {
            readDirectory();
        } catch (IOException | RuntimeException broken) {
            file.close();
            throw new IOException(path + " is damaged", broken);
        }
    }

    Path path() {
        return path;
    }

    SortedMap<Integer, Section> sections() {
        return sections;
    }

    /// Hashes in it.
    long size() {
        return sections.values().stream()
                .mapToLong(section -> section.place().count())
                .sum();
    }

    /// Looks on disk; exact.
    boolean contains(Section section, long hash) throws IOException {
        int page = section.page(hash);
        if (page < 0) {
            return false;
        }
        long[] hashes = longs(section.place().pageStart(page), section.place().pageLength(page));
        return Arrays.binarySearch(hashes, hash) >= 0;
    }

    Filter readFilter(Section section) throws IOException {
        return new Filter(longs(section.place().filterStart(), section.place().filterWords()));
    }

    /// The hashes of a day from disk, in order; none when there is no such day.
    Stream stream(int day) throws IOException {
        return new Stream(path, sections.get(day));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void readDirectory() throws IOException {
        long[] footer = longs(file.length() - FOOTER, 3);
        byte[] directory = bytes(footer[0], Math.toIntExact(file.length() - FOOTER - footer[0]));
        CRC32C checksum = new CRC32C();
        checksum.update(directory);
        if (footer[1] != checksum.getValue() || footer[2] != RunWriter.MAGIC) {
            throw new IOException("wrong checksum");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(directory));
        while (in.available() > 0) {
            Section.Place place = new Section.Place(in.readInt(), in.readLong(), in.readLong(), in.readInt());
            long[] firsts = new long[place.pages()];
            for (int page = 0; page < firsts.length; page++) {
                firsts[page] = in.readLong();
            }
            sections.put(place.day(), new Section(place, firsts));
        }
    }

    private long[] longs(long start, int count) throws IOException {
        long[] longs = new long[count];
        ByteBuffer.wrap(bytes(start, count * Long.BYTES)).asLongBuffer().get(longs);
        return longs;
    }

    private byte[] bytes(long start, int length) throws IOException {
        byte[] bytes = new byte[length];
        synchronized (file) {
            file.seek(start);
            file.readFully(bytes);
        }
        return bytes;
    }

    /// A section's hashes, read through a file handle of its own.
    static final class Stream implements RunWriter.Hashes, AutoCloseable {
        private final @Nullable DataInputStream in;
        private long left;
        private long current;

        private Stream(Path path, @Nullable Section section) throws IOException {
            if (section == null) {
                in = null;
                return;
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)
                    .position(section.place().start());
            in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
            left = section.place().count();
        }

        @Override
        public boolean advance() throws IOException {
            if (in == null || left == 0) {
                return false;
            }
            left--;
            current = in.readLong();
            return true;
        }

        @Override
        public long current() {
            return current;
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}
