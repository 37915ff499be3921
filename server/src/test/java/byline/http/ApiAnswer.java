package byline.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;

/// What a server answered, as far as the document describes it.
///
/// @param contentType as in the header; empty for none
public record ApiAnswer(int status, String contentType, String body) {
    boolean isEmpty() {
        return body.isEmpty();
    }

    String mediaType() {
        return contentType.replaceFirst("\\s*;.*", "");
    }

    JsonNode json() {
        return Json.tree(body.getBytes(UTF_8));
    }
}
