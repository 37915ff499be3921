package byline.report;

import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Takes one member out of a JSON object without touching it: numbers keep their digits, strings their escapes.
final class RawMember {
    private static final JsonFactory JSON = new JsonFactory();

    private RawMember() {}

    /// The text of the member's value; empty when the object has no such member.
    static Optional<String> find(String object, String name) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), object)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = json.currentName().equals(name);
                json.nextToken();
                int from = (int) json.currentTokenLocation().getCharOffset();
                json.skipChildren();
                if (wanted) {
                    json.finishToken();
                    return Optional.of(
                            object.substring(from, (int) json.currentLocation().getCharOffset()));
                }
            }
            return Optional.empty();
        }
    }
}
