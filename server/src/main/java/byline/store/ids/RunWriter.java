package byline.store.ids;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// Writes a [Run]: day by day, each day's hashes in ascending order; a hash that comes twice is written once.
final class RunWriter implements AutoCloseable {
    static final long MAGIC = 0x42594c4e49445331L;

    private final FileOutputStream file;
    private final DataOutputStream out;
    private final ByteArrayOutputStream directoryBytes = new ByteArrayOutputStream();
    private final DataOutputStream directory = new DataOutputStream(directoryBytes);
    private long written;

    RunWriter(Path path) throws IOException {
        this.file = new FileOutputStream(path.toFile());
        this.out = new DataOutputStream(new BufferedOutputStream(file, 1 << 16));
    }

    /// Writes the next day.
    ///
    /// @param atMost hashes that may come
    void write(int day, long atMost, Hashes hashes) throws IOException {
        Filter filter = Filter.forAtMost(atMost);
        ByteArrayOutputStream firstBytes = new ByteArrayOutputStream();
        DataOutputStream firsts = new DataOutputStream(firstBytes);
        long start = written;
        long count = 0;
        for (long last = 0; hashes.advance(); ) {
            long hash = hashes.current();
            if (count > 0 && hash == last) {
                continue;
            }
            if (count++ % Section.PAGE == 0) {
                firsts.writeLong(hash);
            }
            put(hash);
            filter.add(hash);
            last = hash;
        }
        for (long word : filter.words()) {
            put(word);
        }
        directory.writeInt(day);
        directory.writeLong(start);
        directory.writeLong(count);
        directory.writeInt(filter.words().length);
        firstBytes.writeTo(directory);
    }

    /// Writes the next day from hashes that are sorted.
    void write(int day, long[] sorted) throws IOException {
        write(day, sorted.length, new Hashes() {
            private int next;

            @Override
            public boolean advance() {
                return next++ < sorted.length;
            }

            @Override
            public long current() {
                return sorted[next - 1];
            }
        });
    }

    /// Ends the file and waits until the disk has it.
    void finish() throws IOException {
        byte[] bytes = directoryBytes.toByteArray();
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        out.write(bytes);
        out.writeLong(written);
        out.writeLong(checksum.getValue());
        out.writeLong(MAGIC);
        out.flush();
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void put(long word) throws IOException {
        out.writeLong(word);
        written += Long.BYTES;
    }

    /// Hashes one after the other.
    interface Hashes {
        boolean advance() throws IOException;

        long current();
    }
}
