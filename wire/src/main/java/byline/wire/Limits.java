package byline.wire;

/// How much of one document is read before it is refused with rule `limit`.
///
/// @param maxEvents events in one document
/// @param maxDepth nested objects and arrays, the document itself included
/// @param maxStringLength bytes of one string or number, as sent
/// @param maxMembers members of one object, so that the search for duplicates stays cheap
/// @param maxProblems problems listed; the rest is cut off
public record Limits(int maxEvents, int maxDepth, int maxStringLength, int maxMembers, int maxProblems) {
    /// 500 events, 32 levels, 256 KiB a string, 512 members, 100 problems.
    public static final Limits DEFAULT = new Limits(500, 32, 262_144, 512, 100);

    public Limits {
        if (maxEvents < 1 || maxDepth < 4 || maxStringLength < 64 || maxMembers < 16 || maxProblems < 1) {
            throw new IllegalArgumentException("a limit is too small to read any document");
        }
    }
}
