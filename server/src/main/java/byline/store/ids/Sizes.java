package byline.store.ids;

/// How much of the fingerprints is where.
///
/// @param inMemory fingerprints in memory before they go to a run; up to four times as many while the disk is busy
/// @param largestRun fingerprints in a run that is not merged any more
/// @param filterBytes of memory for filters; 12 bits a fingerprint
public record Sizes(int inMemory, long largestRun, long filterBytes) {
    public static final Sizes DEFAULTS = new Sizes(1 << 19, 1 << 25, 192L << 20);
}
