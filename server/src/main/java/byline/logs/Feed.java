package byline.logs;

import org.jspecify.annotations.Nullable;

/// Reads the lines of one log into batches: every line is counted, few are kept.
final class Feed {
    private final LogFormat format;
    private final Sieve sieve;
    private final Fingerprint.Ids ids;
    private Batch batch = new Batch();
    private long number;
    private long first;

    /// @param number of the lines before
    Feed(LogFormat format, Sieve sieve, Fingerprint.Ids ids, long number) {
        this.format = format;
        this.sieve = sieve;
        this.ids = ids;
        this.number = number;
    }

    /// Takes in the line that was gone to.
    void take(Lines line) {
        number++;
        if (isIdle()) {
            first = System.nanoTime();
        }
        try {
            Sieve.Skip skip = read(line);
            if (skip != null) {
                batch.tally().skip(skip);
            }
        } catch (LogFormat.Malformed malformed) {
            batch.tally().malformed(new Tally.Example(number, line.offset(), malformed.reason()));
        }
        batch.tally().line();
    }

    /// Takes in what stands behind the last line's end, if it is a whole line.
    ///
    /// @return false when it is not, so that it can be read again once it has its end
    boolean takeUnfinished(Lines line) {
        try {
            if (line.isTooLong() || format.read(line.bytes(), line.start(), line.end()) == null) {
                return false;
            }
        } catch (LogFormat.Malformed unfinished) {
            return false;
        }
        take(line);
        return true;
    }

    boolean isFull() {
        return batch.isFull();
    }

    /// How long its first line waits.
    long ageNanos() {
        return isIdle() ? 0 : System.nanoTime() - first;
    }

    /// Whether no line came in since the last batch.
    boolean isIdle() {
        return batch.tally().lines() == 0;
    }

    Batch next() {
        Batch full = batch;
        batch = new Batch();
        return full;
    }

    private Sieve.@Nullable Skip read(Lines line) throws LogFormat.Malformed {
        if (line.isTooLong()) {
            throw new LogFormat.Malformed("longer than " + Lines.LONGEST + " bytes");
        }
        LogLine read = format.read(line.bytes(), line.start(), line.end());
        if (read == null) {
            return Sieve.Skip.NO_REQUEST;
        }
        Sieve.Skip skip = sieve.skip(read);
        if (skip == null) {
            batch.add(sieve.request(read, ids.id(line), format.instant(read.time())));
        }
        return skip;
    }
}
