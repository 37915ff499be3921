package byline.sites;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The body of `POST /api/t`: one hit or an array of them.
public sealed interface SiteHits {
    /// A body of more items is not read on.
    int MAX_HITS = 500;

    /// A body that could be read; each of its items is in one of the lists.
    record Read(List<SiteHit> hits, List<RefusedHit> refusals) implements SiteHits {
        public Read {
            hits = List.copyOf(hits);
            refusals = List.copyOf(refusals);
        }
    }

    /// A body of which nothing is taken, because it is not JSON, or neither an object nor an array.
    record NotJson(String reason) implements SiteHits {}

    /// A body of which nothing is taken, because it has more than `limit` items.
    record TooMany(int limit) implements SiteHits {}

    /// Takes no more of a body than its form; a wrong item does not spoil the others.
    static SiteHits parse(byte[] body) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY) {
                return new SiteHitReader(json).read();
            }
            return new NotJson("The body must be a JSON object or an array of them.");
        } catch (JacksonException e) {
            return new NotJson("The body is not JSON.");
        }
    }
}
