package byline.sites;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Sites;
import byline.identity.Sites.Site;
import byline.store.Events;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// `/badge/{site}.svg`: how often bots read a site, for whoever wants to show it. Off until the site's people switch it
/// on; a site without one answers like a site that does not exist.
public final class BadgeRoutes {
    private static final Duration SPAN = Duration.ofDays(30);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final String SUFFIX = ".svg";
    private static final int MOST_REMEMBERED = 10_000;

    private final Sites sites;
    private final Events events;
    private final Clock clock;
    private final Cache<String, Long> counts = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(FRESH)
            .build();

    public BadgeRoutes(Sites sites, Events events, Clock clock) {
        this.sites = sites;
        this.events = events;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.get("/badge/{file}", this::badge);
    }

    private Reply badge(Request request) {
        String file = request.path("file");
        Site site = sites.find(file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "")
                .filter(found -> found.choices().showsBadge())
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "There is no such badge"));
        byte[] svg = new Badge(site.domain(), counts.get(site.id(), this::visits)).svg();
        return Reply.bytes(200, "image/svg+xml; charset=utf-8", svg)
                .header("Cache-Control", "public, max-age=3600")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private long visits(String site) {
        return events.read(
                        "sites/badge",
                        Map.of("site", site, "since", clock.instant().minus(SPAN)),
                        row -> row.number("visits"))
                .getFirst();
    }

    /// What the picture says, in words too.
    record Badge(String domain, long visits) {
        private static final int DIGIT_WIDTH = 7;
        private static final int MARGIN = 8;
        private static final int LABEL_WIDTH = 102;

        byte[] svg() {
            String count = String.format(Locale.ROOT, "%,d", visits);
            int right = count.length() * DIGIT_WIDTH + 2 * MARGIN;
            String title = count + " visits by bots in 30 days";
            return """
                    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-labelledby="t d">\
                    <title id="t">%2$s</title><desc id="d">Counted by Byline on %3$s</desc>\
                    <style>.l{fill:#24292f}.c{fill:#0b5d57}text{fill:#fff;font:11px Verdana,DejaVu Sans,sans-serif}\
                    @media(prefers-color-scheme:dark){.l{fill:#d8dee4}.c{fill:#7fe0d6}text{fill:#111}}</style>\
                    <rect class="l" width="%4$d" height="20"/><rect class="c" x="%4$d" width="%5$d" height="20"/>\
                    <text x="8" y="14" textLength="86">bot visits, 30 d</text>\
                    <text x="%6$d" y="14" textLength="%7$d">%8$s</text></svg>
                    """.formatted(
                            LABEL_WIDTH + right,
                            title,
                            domain,
                            LABEL_WIDTH,
                            right,
                            LABEL_WIDTH + MARGIN,
                            right - 2 * MARGIN,
                            count)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
