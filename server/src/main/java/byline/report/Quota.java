package byline.report;

import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.Scope;
import java.util.function.BiFunction;

/// Lets a key read site analytics so many times a minute, and says on every answer how it stands: refusals, wrong paths
/// and failures included.
final class Quota {
    static final int USUAL_PER_MINUTE = 600;

    private final Authentication authentication;

    Quota(Authentication authentication) {
        this.authentication = authentication;
    }

    /// Tells how the caller stands, whatever answers the request.
    void watch(Request request) {
        request.whenAnswered(
                reply -> authentication.standing(request, USUAL_PER_MINUTE).tell(reply));
    }

    /// A handler that is given the key of each request it gets.
    Routes.Handler guard(BiFunction<Request, ApiKey, Reply> handler) {
        return request -> handler.apply(
                request,
                authentication
                        .require(request, Scope.ANALYTICS_READ, USUAL_PER_MINUTE)
                        .key());
    }
}
