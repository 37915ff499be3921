package byline.logs;

import byline.sites.Arrival;
import byline.sites.Bot;
import byline.sites.Bots;
import byline.sites.LoggedRequest;
import byline.sites.Place;
import byline.sites.Referrers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps what the server would: bots' visits and people whom an AI surface sent. The server has the last word.
final class Sieve {
    /// Why a line is not reported.
    enum Skip {
        PERSON("people who came from elsewhere"),
        OTHER_PROGRAM("programs that are no AI (--bots all takes them)"),
        NOT_A_GET("requests that fetch nothing (no GET)"),
        NOT_A_PAGE("people's requests for parts of pages, or that failed"),
        REPEATED("requests another line tells of"),
        NO_REQUEST("lines without a request");

        private final String words;

        Skip(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final int MOST_ORIGINS = 10_000;
    private static final int MAX_REFERRER = 4_096;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int NOT_MODIFIED = 304;
    private static final String UTM = "utm_source=";
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern ASN = Pattern.compile("[0-9]{1,10}");
    private static final Set<String> PARTS = Set.of(
            "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp", "woff",
            "woff2", "ttf", "otf", "eot", "mp3", "mp4", "webm", "ogg", "wav", "m4a");

    private final Bots bots;
    private final Referrers referrers;
    private final boolean everyBot;
    private final Map<String, Boolean> surfaces = new HashMap<>();
    private final Map<String, Boolean> origins = new HashMap<>();

    Sieve(Bots bots, Referrers referrers, boolean everyBot) {
        this.bots = bots;
        this.referrers = referrers;
        this.everyBot = everyBot;
    }

    /// Why this line is not reported; null when it is.
    @Nullable
    Skip skip(LogLine line) {
        if (line.repeated()) return Skip.REPEATED;
        if (!line.method().equals("GET")) return Skip.NOT_A_GET;
        String userAgent = line.userAgent();
        Optional<Bot> bot = userAgent == null ? Optional.empty() : bots.find(userAgent);
        if (bot.isPresent()) return everyBot || bot.get().ai() ? pathless(line) : Skip.OTHER_PROGRAM;
        if (!isSent(line)) return Skip.PERSON;
        return isPage(line) ? pathless(line) : Skip.NOT_A_PAGE;
    }

    LoggedRequest request(LogLine line, UUID id, Instant at) {
        return new LoggedRequest(
                id,
                at,
                host(line.host()),
                line.path(),
                line.status() == 0 ? null : line.status(),
                cut(line.userAgent(), Bots.MAX_USER_AGENT),
                new Arrival(cut(line.referrer(), MAX_REFERRER), utmSource(line.query()), null, null),
                place(line));
    }

    private static @Nullable Skip pathless(LogLine line) {
        return line.path().isEmpty() ? Skip.NO_REQUEST : null;
    }

    /// A redirect is followed by the request that counts, and a picture an assistant shows is nobody's visit.
    private static boolean isPage(LogLine line) {
        int status = line.status();
        if (status != 0 && status != NOT_MODIFIED && (status < OK || status >= REDIRECT)) return false;
        String path = line.path();
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 || !PARTS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private boolean isSent(LogLine line) {
        String utm = line.target().contains(UTM) ? utmSource(line.query()) : null;
        if (utm != null && referrers.find(null, utm).isPresent()) return true;
        String referrer = line.referrer();
        if (referrer == null || !mayRefer(referrer)) return false;
        if (surfaces.size() >= MOST_ORIGINS) surfaces.clear();
        return surfaces.computeIfAbsent(
                referrer, whole -> referrers.find(whole, null).isPresent());
    }

    /// Most referrers are the site's own, so their host is looked at once.
    private boolean mayRefer(String referrer) {
        int scheme = referrer.indexOf("//");
        int path = scheme < 0 ? -1 : referrer.indexOf('/', scheme + 2);
        String origin = path < 0 ? referrer : referrer.substring(0, path);
        if (origins.size() >= MOST_ORIGINS) origins.clear();
        return origins.computeIfAbsent(origin, referrers::knows);
    }

    private static @Nullable String utmSource(String query) {
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(UTM)) return cut(Percent.decoded(parameter.substring(UTM.length())), 200);
        }
        return null;
    }

    private static @Nullable String host(@Nullable String host) {
        if (host == null) return null;
        String name = host.toLowerCase(Locale.ROOT);
        int port = name.lastIndexOf(':');
        if (port >= 0 && name.indexOf(']', port) < 0) name = name.substring(0, port);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Place place(LogLine line) {
        String country = line.country();
        String asn = line.asn();
        return new Place(
                country != null && COUNTRY.matcher(country).matches() ? country.toUpperCase(Locale.ROOT) : null,
                cut(line.city(), 100),
                asn != null && ASN.matcher(asn).matches() ? Long.valueOf(asn) : null);
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
