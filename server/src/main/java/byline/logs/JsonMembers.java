package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import byline.sites.LoggedRequest.Observer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where in its object each kind of JSON log says what.
///
/// @param names of its members
record JsonMembers(Observer observer, Names names) {
    static final JsonMembers CADDY = new JsonMembers(
            Observer.ORIGIN,
            Names.of(Map.of(
                    "ts", Part.TIME,
                    "status", Part.STATUS,
                    "request",
                            Names.of(Map.of(
                                    "host", Part.HOST,
                                    "method", Part.METHOD,
                                    "uri", Part.TARGET,
                                    "headers",
                                            Names.of(Map.of(
                                                    "Referer", Part.REFERRER, "User-Agent", Part.USER_AGENT)))))));

    static final JsonMembers CLOUDFLARE = new JsonMembers(
            Observer.EDGE,
            Names.of(Map.ofEntries(
                    Map.entry("EdgeStartTimestamp", Part.TIME),
                    Map.entry("EdgeResponseStatus", Part.STATUS),
                    Map.entry("ClientRequestHost", Part.HOST),
                    Map.entry("ClientRequestMethod", Part.METHOD),
                    Map.entry("ClientRequestURI", Part.TARGET),
                    Map.entry("ClientRequestReferer", Part.REFERRER),
                    Map.entry("ClientRequestUserAgent", Part.USER_AGENT),
                    Map.entry("ClientCountry", Part.COUNTRY),
                    Map.entry("ClientCity", Part.CITY),
                    Map.entry("ClientASN", Part.ASN))));

    static final JsonMembers FASTLY = new JsonMembers(
            Observer.EDGE,
            Names.of(Map.ofEntries(
                    Map.entry("timestamp", Part.TIME),
                    Map.entry("time_start", Part.TIME),
                    Map.entry("response_status", Part.STATUS),
                    Map.entry("status", Part.STATUS),
                    Map.entry("host", Part.HOST),
                    Map.entry("request_method", Part.METHOD),
                    Map.entry("request", Part.METHOD),
                    Map.entry("url", Part.TARGET),
                    Map.entry("request_referer", Part.REFERRER),
                    Map.entry("request_user_agent", Part.USER_AGENT),
                    Map.entry("geo_country", Part.COUNTRY),
                    Map.entry("geo_city", Part.CITY),
                    Map.entry("fastly_is_edge", Part.IS_EDGE))));

    /// What an import asks a line for.
    enum Part {
        TIME,
        HOST,
        METHOD,
        TARGET,
        STATUS,
        REFERRER,
        USER_AGENT,
        COUNTRY,
        CITY,
        ASN,
        IS_EDGE
    }

    /// Members of an object by name: a [Part], or the [Names] of what is within.
    static final class Names {
        private final byte[][] names;
        private final Object[] wanted;

        private Names(Map<String, Object> members) {
            List<String> order = List.copyOf(members.keySet());
            this.names = order.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
            this.wanted = order.stream().map(members::get).toArray();
        }

        static Names of(Map<String, Object> members) {
            return new Names(members);
        }

        /// What is wanted of the member whose name stands here; null for one that is passed over.
        @Nullable
        Object find(byte[] bytes, int from, int to) {
            for (int i = 0; i < names.length; i++) {
                if (names[i].length == to - from && Arrays.equals(names[i], 0, names[i].length, bytes, from, to)) {
                    return wanted[i];
                }
            }
            return null;
        }
    }
}
