package byline.sites;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The body of `POST /api/v1/sites/{siteId}/requests`: an array of which each item is in one of the lists.
///
/// @param read by its place in the body; null where an item could not be read
record LoggedRequests(List<Item> read, List<RefusedHit> refusals) {
    static final int MOST = 5_000;

    /// One that could be read.
    record Item(int index, LoggedRequest request) {}

    /// A body of which nothing is taken.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean json;

        Unreadable(boolean json, String reason) {
            super(reason, null, false, false);
            this.json = json;
        }

        /// Whether it is JSON at least.
        boolean isJson() {
            return json;
        }
    }

    private static final JsonFactory JSON = new JsonFactory();

    /// Judges each item by itself: a wrong one is refused and does not spoil the others.
    static LoggedRequests parse(byte[] body) throws Unreadable {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            return read(json);
        } catch (JacksonException e) {
            throw new Unreadable(false, "The body is not JSON.");
        }
    }

    private static LoggedRequests read(JsonParser json) throws Unreadable {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new Unreadable(false, "The body must be a JSON array of requests.");
        }
        List<Item> read = new ArrayList<>();
        List<RefusedHit> refusals = new ArrayList<>();
        for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index == MOST) throw new Unreadable(true, "At most " + MOST + " requests are taken at a time.");
            Fields fields = Fields.read(json);
            try {
                read.add(new Item(index, LoggedRequest.of(fields.checked())));
            } catch (WrongField wrong) {
                refusals.add(new RefusedHit(index, wrong.field(), wrong.reason()));
            }
        }
        if (json.nextToken() != null) throw new Unreadable(false, "Something stands after the end of the JSON.");
        return new LoggedRequests(read, refusals);
    }
}
