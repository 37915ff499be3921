package byline.logs;

import org.jspecify.annotations.Nullable;

/// What one line of a log says of a request, as it stands there.
///
/// @param time as written; [LogFormat#instant] reads it
/// @param target path with query, or `*`, or a whole address
/// @param status 0 where the line has none
/// @param repeated whether another line tells of the same request, as an edge's shield does
record LogLine(
        String time,
        @Nullable String host,
        String method,
        String target,
        int status,
        @Nullable String referrer,
        @Nullable String userAgent,
        @Nullable String country,
        @Nullable String city,
        @Nullable String asn,
        boolean repeated) {
    /// A line of a server that knows nothing of places.
    LogLine(
            String time,
            @Nullable String host,
            String method,
            String target,
            int status,
            @Nullable String referrer,
            @Nullable String userAgent) {
        this(time, host, method, target, status, referrer, userAgent, null, null, null, false);
    }

    /// The path without its query; empty for what asks for no path.
    String path() {
        String path = target;
        if (!path.startsWith("/")) {
            int authority = path.indexOf("://");
            int slash = authority < 0 ? -1 : path.indexOf('/', authority + 3);
            if (slash < 0) {
                return "";
            }
            path = path.substring(slash);
        }
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /// What stands after the `?`; empty without one.
    String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }
}
