package byline.sites;

import byline.identity.Sites.Site;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Ties a visit to the AI referral before it on the same site and UTC day, without anybody being known: a visitor is a
/// keyed hash that is in memory only, of which nothing is ever written, and whose key is thrown away after the day.
///
/// What is stored of it is the word that the referral had (`chatgpt`), on the visit. A restart begins with another key,
/// so visits after it are not tied to referrals before it.
public final class Journeys {
    private static final int MOST_VISITORS = 200_000;
    private static final int SALT_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final boolean on;
    private final SecureRandom random;
    private final Clock clock;
    private volatile Day today;

    /// @param on whether any site may join visits on this server
    public Journeys(boolean on, SecureRandom random, Clock clock) {
        this.on = on;
        this.random = random;
        this.clock = clock;
        this.today = begin();
    }

    private record Visitor(long a, long b) {}

    /// What is forgotten together.
    private record Day(LocalDate date, SecretKeySpec salt, Cache<Visitor, String> sources) {}

    /// Keeps in mind where a visitor came from; the last referral counts.
    void remember(Site site, Sender sender, String source) {
        if (mayJoin(site, sender)) {
            Day day = day();
            day.sources().put(visitor(day, site, sender), source);
        }
    }

    /// Where this visitor came from today; empty when that is not known, or may not be.
    Optional<String> source(Site site, Sender sender) {
        if (!mayJoin(site, sender)) {
            return Optional.empty();
        }
        Day day = day();
        return Optional.ofNullable(day.sources().getIfPresent(visitor(day, site, sender)));
    }

    /// A worker's requests have its own address, not a visitor's.
    private boolean mayJoin(Site site, Sender sender) {
        return on && site.choices().joinsVisits() && sender.origin().isPresent() && !sender.objects();
    }

    private Day day() {
        Day known = today;
        if (known.date().equals(date())) {
            return known;
        }
        synchronized (this) {
            if (!today.date().equals(date())) {
                today = begin();
            }
            return today;
        }
    }

    private Day begin() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Day(
                date(),
                new SecretKeySpec(salt, ALGORITHM),
                Caffeine.newBuilder().maximumSize(MOST_VISITORS).build());
    }

    private LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Visitor visitor(Day day, Site site, Sender sender) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(day.salt());
            String who = String.join("\n", site.id(), sender.address(), sender.userAgent());
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(who.getBytes(StandardCharsets.UTF_8)));
            return new Visitor(hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
