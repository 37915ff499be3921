package byline.verify;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long something fetched is kept: what its `Cache-Control` says, within bounds.
final class CacheControl {
    /// Never so short that every request fetches it.
    static final Duration LEAST = Duration.ofMinutes(1);

    /// Never so long that a withdrawn key lives on.
    private static final Duration MOST = Duration.ofDays(1);

    private static final Duration USUAL = Duration.ofHours(1);
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[\\s,])max-age=\"?([0-9]{1,9})");
    private static final Pattern NOT_KEPT = Pattern.compile("(?i)\\bno-(?:store|cache)\\b");

    private CacheControl() {}

    static Duration lifetime(String header) {
        if (NOT_KEPT.matcher(header).find()) {
            return LEAST;
        }
        Matcher age = MAX_AGE.matcher(header);
        Duration wish = age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : USUAL;
        return wish.compareTo(LEAST) < 0 ? LEAST : wish.compareTo(MOST) > 0 ? MOST : wish;
    }
}
