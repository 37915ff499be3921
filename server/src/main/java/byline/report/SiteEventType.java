package byline.report;

import byline.http.Request;
import byline.store.Events.Row;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The kinds of events that site analytics knows. A bot's visit is a retrieval that the site's edge saw.
enum SiteEventType {
    BOT("content_retrieved"),
    REFERRAL("byline.referral"),
    CONVERSION("byline.conversion");

    private final String stored;

    SiteEventType(String stored) {
        this.stored = stored;
    }

    /// The `type` a request asks for, null for all of them.
    static @Nullable SiteEventType of(Request request) {
        Parameter parameter = Parameter.of(request, "type");
        Optional<String> wanted = parameter.value();
        return wanted.isEmpty()
                ? null
                : Stream.of(values())
                        .filter(type -> type.text().equals(wanted.get()))
                        .findFirst()
                        .orElseThrow(() -> parameter.invalid("must be bot, referral or conversion"));
    }

    static SiteEventType of(Row row) {
        String type = row.text("type");
        return Stream.of(values())
                .filter(kind -> kind.stored.equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a site event of type " + type));
    }

    /// The word that clients use.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type in the store.
    String stored() {
        return stored;
    }
}
