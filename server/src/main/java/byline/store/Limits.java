package byline.store;

import java.time.Duration;

/// What the store may take before it answers `Overloaded`, and what it may use.
///
/// @param repeatDays how many days old telemetry may be that comes in, so how long repeats of it may come
public record Limits(Log log, Reads reads, Engine engine, int repeatDays) {
    public static final Limits DEFAULTS = new Limits(Log.DEFAULTS, Reads.DEFAULTS, Engine.DEFAULTS, 7);

    /// Bounds of the commit log.
    ///
    /// @param backlogBytes of log not yet loaded, past which an append is refused
    /// @param waitingBytes of requests handed to the writer and not yet on disk, past which an append is refused
    /// @param segmentBytes at which the writer begins the next file
    public record Log(long backlogBytes, long waitingBytes, long segmentBytes) {
        public static final Log DEFAULTS = new Log(2L << 30, 64L << 20, 64L << 20);

        private static final long LARGEST_SEGMENT = 1 << 30;

        public Log {
            if (segmentBytes < 1 || segmentBytes > LARGEST_SEGMENT) {
                throw new IllegalArgumentException("a segment has 1 byte to 1 GiB, not " + segmentBytes);
            }
        }
    }

    /// Bounds of reads.
    ///
    /// @param concurrent reports that run at the same time; the next ones wait, at most for `freshness`
    /// @param freshness how long a read waits until what was acknowledged before it is loaded
    /// @param timeout after which a running report is cancelled, whole seconds
    public record Reads(int concurrent, Duration freshness, Duration timeout) {
        public static final Reads DEFAULTS = new Reads(2, Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /// What the engine inside this process may use.
    ///
    /// @param memoryMegabytes of its buffers; larger queries spill to the data folder
    /// @param threads that compute one statement; with more than one, loading costs twice the processor time, since
    ///     the threads of this engine wait for each other by spinning
    public record Engine(int memoryMegabytes, int threads) {
        public static final Engine DEFAULTS = new Engine(512, 1);
    }
}
