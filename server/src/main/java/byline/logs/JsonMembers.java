package byline.logs;

import byline.sites.LoggedRequest.Observer;
import java.util.Map;

/// Where in its object each kind of JSON log says what.
///
/// @param names of members: a [Part], or [Names] of what is within
record JsonMembers(Observer observer, Map<String, Object> names) {
    static final JsonMembers CADDY = new JsonMembers(
            Observer.ORIGIN,
            Map.of(
                    "ts", Part.TIME,
                    "status", Part.STATUS,
                    "request",
                            new Names(Map.of(
                                    "host", Part.HOST,
                                    "method", Part.METHOD,
                                    "uri", Part.TARGET,
                                    "headers",
                                            new Names(Map.of(
                                                    "Referer", Part.REFERRER, "User-Agent", Part.USER_AGENT))))));

    static final JsonMembers CLOUDFLARE = new JsonMembers(
            Observer.EDGE,
            Map.ofEntries(
                    Map.entry("EdgeStartTimestamp", Part.TIME),
                    Map.entry("EdgeResponseStatus", Part.STATUS),
                    Map.entry("ClientRequestHost", Part.HOST),
                    Map.entry("ClientRequestMethod", Part.METHOD),
                    Map.entry("ClientRequestURI", Part.TARGET),
                    Map.entry("ClientRequestReferer", Part.REFERRER),
                    Map.entry("ClientRequestUserAgent", Part.USER_AGENT),
                    Map.entry("ClientCountry", Part.COUNTRY),
                    Map.entry("ClientCity", Part.CITY),
                    Map.entry("ClientASN", Part.ASN)));

    static final JsonMembers FASTLY = new JsonMembers(
            Observer.EDGE,
            Map.ofEntries(
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
                    Map.entry("fastly_is_edge", Part.IS_EDGE)));

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

    /// Members of an object within, by name: a [Part] or [Names] again.
    record Names(Map<String, Object> names) {}
}
