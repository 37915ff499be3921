package byline.sites;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads hits off a JSON stream.
final class SiteHitReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser json;
    private final List<SiteHit> hits = new ArrayList<>();
    private final List<RefusedHit> refusals = new ArrayList<>();

    private SiteHitReader(JsonParser json) {
        this.json = json;
    }

    static SiteHits read(byte[] body) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new SiteHitReader(json).read();
        } catch (JacksonException e) {
            return new SiteHits.NotJson("The body is not JSON.");
        }
    }

    private SiteHits read() {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
            item();
        } else if (first != JsonToken.START_ARRAY) {
            return new SiteHits.NotJson("The body must be a JSON object or an array of them.");
        } else {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (count() == SiteHits.MAX_HITS) return new SiteHits.TooMany(SiteHits.MAX_HITS);
                item();
            }
        }
        if (json.nextToken() != null) return new SiteHits.NotJson("Something stands after the end of the JSON.");
        return new SiteHits.Read(hits, refusals);
    }

    private int count() {
        return hits.size() + refusals.size();
    }

    private void item() {
        Fields fields = Fields.read(json);
        try {
            hits.add(SiteHit.of(fields.checked()));
        } catch (WrongField wrong) {
            refusals.add(new RefusedHit(count(), wrong.field(), wrong.reason(), siteKey(fields)));
        }
    }

    private static @Nullable String siteKey(Fields fields) {
        try {
            return fields.text("k", Bot.MAX_NAME);
        } catch (WrongField unreadable) {
            return null;
        }
    }
}
