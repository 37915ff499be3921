package byline.logs;

import byline.sites.LoggedRequest;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Requests that are reported together, and what became of the lines among them.
final class Batch {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_REQUESTS = 2_000;
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int FIRST_BYTES = 64 * 1024;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream(FIRST_BYTES);
    private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8);
    private final Tally tally = new Tally();
    private int requests;

    Batch() {
        json.writeStartArray();
    }

    void add(LoggedRequest request) {
        request.write(json);
        requests++;
    }

    boolean isFull() {
        return requests >= MOST_REQUESTS || body.size() >= MOST_BYTES;
    }

    boolean isEmpty() {
        return requests == 0;
    }

    Tally tally() {
        return tally;
    }

    byte[] body() {
        json.writeEndArray();
        json.close();
        return body.toByteArray();
    }
}
