package byline.telemetry;

import byline.http.Json;
import byline.wire.Event;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One thing that happened to content, in the few words that a click context may repeat.
///
/// @param data words of the specification's own vocabularies; nothing a sender made up
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Step(
        String type,
        Instant timestamp,
        @Nullable String sourceRole,
        @Nullable String outputId,
        @Nullable String outputElementId,
        Map<String, String> data) {
    private static final String[] WORDS = {
        "scope", "provenance", "citation_type", "position", "presentation_kind", "presentation_type"
    };
    private static final int LONGEST_WORD = 64;

    static Step of(Event event) {
        Map<String, String> data = new TreeMap<>();
        for (String name : WORDS) {
            String word = word(event, name);
            if (word != null) {
                data.put(name, word);
            }
        }
        return new Step(
                event.type(), event.timestamp(), event.sourceRole(), event.outputId(), event.outputElementId(), data);
    }

    /// A short word of the event's `data`.
    static @Nullable String word(Event event, String name) {
        JsonNode word = Json.tree(event.rest().bytes()).path("data").path(name);
        return word.isString() && word.stringValue().length() <= LONGEST_WORD ? word.stringValue() : null;
    }
}
