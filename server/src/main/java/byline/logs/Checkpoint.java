package byline.logs;

import java.time.Instant;

/// How far a log has been reported; written after the server has it, so it is never ahead of what is stored.
///
/// @param file where it lay when it was read last
/// @param offset of the first byte not reported yet, in what the log says
/// @param counts of everything before
record Checkpoint(String file, String format, long offset, Tally.Counts counts, Instant at) {}
