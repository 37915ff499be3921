package byline.report;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.RateLimits;
import byline.keys.RateLimits.Allowance;
import byline.keys.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;

/// Lets a key read site analytics so many times a minute, and says on every answer how it stands, refusals included.
final class Quota {
    static final int DEFAULT_PER_MINUTE = 600;

    private final Authentication authentication;
    private final RateLimits limits;
    private final Clock clock;

    Quota(Authentication authentication, RateLimits limits, Clock clock) {
        this.authentication = authentication;
        this.limits = limits;
        this.clock = clock;
    }

    /// A handler that is given the key of each request it gets.
    Routes.Handler guard(BiFunction<Request, ApiKey, Reply> handler) {
        return request -> {
            ApiKey key = key(request);
            Allowance allowance =
                    limits.take(key.id(), Objects.requireNonNullElse(key.requestsPerMinute(), DEFAULT_PER_MINUTE));
            try {
                if (allowance.exceeded()) {
                    throw exceeded(allowance);
                }
                Reply reply = handler.apply(request, key);
                return reply.header("X-RateLimit-Limit", limit(allowance))
                        .header("X-RateLimit-Remaining", remaining(allowance))
                        .header("X-RateLimit-Reset", reset(allowance));
            } catch (Refusal refusal) {
                throw with(refusal, allowance);
            }
        };
    }

    private ApiKey key(Request request) {
        try {
            return authentication.require(request, Scope.ANALYTICS_READ).key();
        } catch (Refusal refusal) {
            throw with(refusal, limits.unused(DEFAULT_PER_MINUTE));
        }
    }

    private Refusal exceeded(Allowance allowance) {
        long seconds = Math.max(
                1,
                Duration.between(clock.instant(), allowance.reset())
                        .plusMillis(999)
                        .toSeconds());
        return new Refusal(
                        Code.RATE_LIMITED,
                        "This key may read " + allowance.limit() + " times a minute; try again in " + seconds + " s")
                .with("retry_after", seconds)
                .header("Retry-After", String.valueOf(seconds));
    }

    private static Refusal with(Refusal refusal, Allowance allowance) {
        return refusal.header("X-RateLimit-Limit", limit(allowance))
                .header("X-RateLimit-Remaining", remaining(allowance))
                .header("X-RateLimit-Reset", reset(allowance));
    }

    private static String limit(Allowance allowance) {
        return String.valueOf(allowance.limit());
    }

    private static String remaining(Allowance allowance) {
        return String.valueOf(allowance.remaining());
    }

    private static String reset(Allowance allowance) {
        return String.valueOf(allowance.reset().getEpochSecond());
    }
}
