package byline.sites;

import byline.http.Refusal;
import byline.identity.Sites.Site;
import byline.keys.MonthlyEvents;
import byline.keys.RateLimits;
import byline.keys.RateLimits.Allowance;
import java.time.Clock;
import java.util.Optional;

/// How many hits a minute one network may send to a site, and all of them together; and how many events a month the
/// plan of its organisation includes. Networks are counted in memory, for
/// two minutes at most, and nowhere else.
public final class HitLimits {
    /// @param perSite hits a minute of one site, whoever sends them
    /// @param perAddress of these, from one network address
    public record Settings(int perSite, int perAddress) {}

    private final Settings settings;
    private final RateLimits limits;
    private final MonthlyEvents months;

    /// Counts for itself, so that a flood of hits takes no room from those who read.
    public HitLimits(Settings settings, MonthlyEvents months, Clock clock) {
        this.settings = settings;
        this.limits = new RateLimits(clock);
        this.months = months;
    }

    /// Counts hits; one network that sends too many uses up nothing of the others' share.
    ///
    /// @return the limit they are past, empty when they are taken
    Optional<Allowance> exceeded(Site site, Sender sender, int hits) {
        Allowance address = limits.take(site.id() + "\n" + sender.network(), settings.perAddress(), hits);
        Allowance strictest = address.exceeded() ? address : limits.take(site.id(), settings.perSite(), hits);
        return Optional.of(strictest).filter(Allowance::exceeded);
    }

    /// Room for one event of the site's organisation this month.
    ///
    /// @throws Refusal 403 when its plan has none left
    MonthlyEvents.Room room(Site site) {
        return months.take(site.organizationId(), 1);
    }

    Refusal refusal(Allowance exceeded) {
        return limits.refusal(exceeded);
    }
}
