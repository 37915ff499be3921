package byline.identity;

import byline.http.Refusal;
import byline.keys.RateLimits;
import java.time.Clock;

/// Keeps what costs others something, such as mails and outbound looks, to so many a minute for each who asks.
final class Throttle {
    private final RateLimits limits;

    Throttle(Clock clock) {
        this.limits = new RateLimits(clock);
    }

    /// Counts one use.
    ///
    /// @param what and of whom, as `looks of org_…`
    /// @throws Refusal 429 past `perMinute`
    void take(String what, int perMinute) {
        RateLimits.Allowance allowance = limits.take(what, perMinute);
        if (allowance.exceeded()) {
            throw limits.refusal(allowance);
        }
    }
}
