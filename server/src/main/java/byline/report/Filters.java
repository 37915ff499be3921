package byline.report;

import byline.http.Request;
import byline.wire.ContentUrls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an event must match to be counted; an absent one matches everything.
///
/// @param domain lower-case ASCII; its sub-domains match too
/// @param bot name of a bot as it was classified, or the id of an agent
record Filters(
        @Nullable String domain,
        @Nullable String bot,
        @Nullable String purpose,
        @Nullable String agentId,
        @Nullable String eventType,
        @Nullable String contentUrl,
        @Nullable String sourceRole) {

    static Filters of(Request request) {
        return new Filters(
                findDomain(request).orElse(null),
                text(request, "bot"),
                Parameter.of(request, "purpose")
                        .value()
                        .or(() -> Parameter.of(request, "bot_category").value())
                        .orElse(null),
                text(request, "agent_id"),
                text(request, "event_type"),
                text(request, "content_url"),
                text(request, "source_role"));
    }

    /// The `domain` of a request as a host name.
    static Optional<String> findDomain(Request request) {
        Parameter parameter = Parameter.of(request, "domain");
        return parameter.value().map(text -> ContentUrls.findHost("https://" + text)
                .filter(host -> host.matches("[a-z0-9._-]+"))
                .filter(host -> !text.contains("/") && !text.contains("@"))
                .orElseThrow(() -> parameter.invalid("must be a host name such as example.com")));
    }

    private static @Nullable String text(Request request, String name) {
        return Parameter.of(request, name).value().orElse(null);
    }
}
