package byline.report;

import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.RateLimits;
import byline.keys.RateLimits.Allowance;
import byline.keys.Scope;
import java.util.function.BiFunction;

/// Lets a key read site analytics so many times a minute, and says on every answer how it stands, refusals included.
/// A key with a limit of its own is counted where it is checked, with all it does.
final class Quota {
    static final int USUAL_PER_MINUTE = 600;

    private final Authentication authentication;
    private final RateLimits limits;

    Quota(Authentication authentication, RateLimits limits) {
        this.authentication = authentication;
        this.limits = limits;
    }

    /// A handler that is given the key of each request it gets.
    Routes.Handler guard(BiFunction<Request, ApiKey, Reply> handler) {
        return request -> {
            Allowance unknown = limits.unused(USUAL_PER_MINUTE);
            request.whenAnswered(reply -> tell(reply, unknown));
            ApiKey key = authentication.require(request, Scope.ANALYTICS_READ).key();
            if (key.requestsPerMinute() == null) {
                count(request, key);
            }
            return handler.apply(request, key);
        };
    }

    private void count(Request request, ApiKey key) {
        Allowance allowance = limits.take(key.id(), USUAL_PER_MINUTE);
        request.whenAnswered(reply -> tell(reply, allowance));
        if (allowance.exceeded()) {
            throw limits.refusal(allowance);
        }
    }

    /// What is said last counts.
    private static void tell(Reply reply, Allowance allowance) {
        reply.header("X-RateLimit-Limit", String.valueOf(allowance.limit()))
                .header("X-RateLimit-Remaining", String.valueOf(allowance.remaining()))
                .header("X-RateLimit-Reset", String.valueOf(allowance.reset().getEpochSecond()));
    }
}
