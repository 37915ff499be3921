package byline.wire;

import byline.wire.Occurrences.Observed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes two events reports of one thing (§4.3), a list of what they have to have in common.
final class OccurrenceKey {
    private OccurrenceKey() {}

    static List<@Nullable Object> of(Stage stage, Observed one) {
        return switch (stage) {
            case RETRIEVED -> retrieved(one);
            case GROUNDED -> grounded(one);
            case CITED -> cited(one);
            case PRESENTED -> alone(one);
            case ENGAGED -> engaged(one);
        };
    }

    /// One completed fetch, if its observers name it; else every report is a fetch of its own.
    private static List<@Nullable Object> retrieved(Observed one) {
        Event event = one.event();
        if (event.contentTelemetryId() == null) {
            return alone(one);
        }
        return key(event.contentTelemetryId(), event.contentUrl() == null ? event.contentId() : url(event));
    }

    /// One content item a session or a turn; its versions are told apart by [Occurrence].
    private static List<@Nullable Object> grounded(Observed one) {
        Event event = one.event();
        String turn = "turn".equals(event.data().scope()) ? event.turnId() : null;
        return key(one.sessionId(), event.data().scope(), turn, item(event));
    }

    /// One source and one element of an output; on the older line, which has no outputs, of a turn.
    private static List<@Nullable Object> cited(Observed one) {
        Event event = one.event();
        String output = event.outputId() == null ? event.turnId() : event.outputId();
        return output == null ? alone(one) : key(one.sessionId(), output, event.outputElementId(), item(event));
    }

    /// One action, of which a click token makes the agent's and the destination's report one.
    private static List<@Nullable Object> engaged(Observed one) {
        String token = one.ctxToken() == null ? one.event().ctxToken() : one.ctxToken();
        return token == null ? alone(one) : key(token);
    }

    /// Nothing but itself; without an id it can't be told from its repetition, so it counts.
    private static List<@Nullable Object> alone(Observed one) {
        return key(one.event().id() == null ? new Object() : one.event().id());
    }

    /// The names by which a session may know the content of an event.
    static List<List<@Nullable Object>> identities(Observed one) {
        List<List<@Nullable Object>> names = new ArrayList<>(2);
        if (one.event().contentId() != null) {
            names.add(key(one.sessionId(), "id", one.event().contentId()));
        }
        if (one.event().contentUrl() != null) {
            names.add(key(one.sessionId(), "url", url(one.event())));
        }
        return names;
    }

    private static @Nullable String item(Event event) {
        return event.contentId() == null ? url(event) : event.contentId();
    }

    private static @Nullable String url(Event event) {
        return event.contentUrl() == null ? null : ContentUrls.canonical(event.contentUrl());
    }

    private static List<@Nullable Object> key(@Nullable Object... parts) {
        return Arrays.asList(parts);
    }
}
