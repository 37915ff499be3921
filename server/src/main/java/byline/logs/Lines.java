package byline.logs;

import java.io.IOException;
import java.io.InputStream;

/// Cuts a stream into lines within one buffer: memory stays as it is, however long the stream or a line.
final class Lines {
    /// Bytes of a line that is still read; one that is longer is passed over and told of.
    static final int LONGEST = 256 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[4 * LONGEST];
    private int from;
    private int until;
    private int start;
    private int end;
    private long offset;
    private long next;
    private boolean skipping;
    private boolean tooLong;

    /// @param offset of the first byte that `in` gives
    Lines(InputStream in, long offset) {
        this.in = in;
        this.next = offset;
    }

    /// Goes to the next line that has its end.
    ///
    /// @return false at the end of what there is; more may be there at the next call
    boolean next() throws IOException {
        int scanned = from;
        while (true) {
            for (int at = scanned; at < until; at++) {
                if (buffer[at] == '\n') {
                    take(at, at + 1);
                    return true;
                }
            }
            scanned = until;
            if (until - from > LONGEST) {
                skipping = true;
                next += until - from;
                from = until;
            }
            int moved = room();
            scanned -= moved;
            int read = in.read(buffer, until, buffer.length - until);
            if (read <= 0) {
                return false;
            }
            until += read;
        }
    }

    /// Goes to what is left after the last line's end, at the end of the stream.
    boolean unfinished() {
        if (from == until && !skipping) {
            return false;
        }
        take(until, until);
        return true;
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    /// Past the last byte, without the line's end.
    int end() {
        return end;
    }

    /// Where in the stream the line begins.
    long offset() {
        return offset;
    }

    /// Where in the stream the next line begins.
    long after() {
        return next;
    }

    /// Whether it was too long to be read.
    boolean isTooLong() {
        return tooLong;
    }

    private void take(int to, int after) {
        tooLong = skipping || to - from > LONGEST;
        skipping = false;
        start = from;
        end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        offset = next;
        next += after - from;
        from = after;
    }

    /// Moves what is not read yet to the front when the buffer is at its end.
    ///
    /// @return by how much
    private int room() {
        if (buffer.length - until >= LONGEST) {
            return 0;
        }
        int moved = from;
        System.arraycopy(buffer, from, buffer, 0, until - from);
        from = 0;
        until -= moved;
        return moved;
    }
}
