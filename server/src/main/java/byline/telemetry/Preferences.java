package byline.telemetry;

import byline.http.Reply;
import byline.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a `Prefer` header (RFC 7240) asks for; preferences that are not known here are passed over.
///
/// @param lenient store the valid events and list the rest
/// @param representation say what became of each event
record Preferences(boolean lenient, boolean representation) {
    private static final String LENIENT = "handling=lenient";
    private static final String REPRESENTATION = "return=representation";

    static Preferences of(Request request) {
        List<String> wishes = request.headers("Prefer").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(wish -> wish.split(";", 2)[0].replaceAll("[\\s\"]", ""))
                .toList();
        return new Preferences(
                wishes.stream().anyMatch(LENIENT::equalsIgnoreCase),
                wishes.stream().anyMatch(REPRESENTATION::equalsIgnoreCase));
    }

    /// Says in the reply which of them were followed.
    Reply applyTo(Reply reply) {
        List<String> applied = new ArrayList<>();
        if (lenient) {
            applied.add(LENIENT);
        }
        if (representation) {
            applied.add(REPRESENTATION);
        }
        return applied.isEmpty() ? reply : reply.header("Preference-Applied", String.join(", ", applied));
    }
}
