package byline.sites;

import byline.http.Refusal;
import byline.identity.Sites.Site;
import byline.keys.RateLimits;
import byline.keys.RateLimits.Allowance;
import java.time.Clock;
import java.util.Optional;

/// How many hits a minute one network may send to a site, and all of them together. Networks are counted in memory, for
/// two minutes at most, and nowhere else.
public final class HitLimits {
    /// @param perSite hits a minute of one site, whoever sends them
    /// @param perAddress of these, from one network address
    public record Settings(int perSite, int perAddress) {}

    private final Settings settings;
    private final RateLimits limits;

    /// Counts for itself, so that a flood of hits takes no room from those who read.
    public HitLimits(Settings settings, Clock clock) {
        this.settings = settings;
        this.limits = new RateLimits(clock);
    }

    /// Counts hits; one network that sends too many uses up nothing of the others' share.
    ///
    /// @return the limit they are past, empty when they are taken
    Optional<Allowance> exceeded(Site site, Sender sender, int hits) {
        Allowance address = limits.take(site.id() + "\n" + sender.network(), settings.perAddress(), hits);
        Allowance strictest = address.exceeded() ? address : limits.take(site.id(), settings.perSite(), hits);
        return Optional.of(strictest).filter(Allowance::exceeded);
    }

    Refusal refusal(Allowance exceeded) {
        return limits.refusal(exceeded);
    }
}
