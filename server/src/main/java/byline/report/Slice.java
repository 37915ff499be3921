package byline.report;

import byline.http.Request;
import org.jspecify.annotations.Nullable;

/// Which part of a long answer is asked for: the first `limit` after `offset`, or those after a cursor.
record Slice(int limit, int offset, @Nullable String cursor) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;
    private static final int MAX_OFFSET = 1_000_000_000;

    static Slice of(Request request) {
        Parameter cursor = Parameter.of(request, "cursor");
        int offset = Parameter.of(request, "offset").number(0, 0, MAX_OFFSET);
        if (cursor.value().isPresent() && offset > 0) {
            throw cursor.invalid("says where to go on, and so does offset; send one of them");
        }
        return new Slice(
                Parameter.of(request, "limit").number(DEFAULT_LIMIT, 1, MAX_LIMIT),
                offset,
                cursor.value().orElse(null));
    }
}
