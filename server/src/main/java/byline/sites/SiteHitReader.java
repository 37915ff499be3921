package byline.sites;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads hits off a JSON stream whose current token begins an object or an array.
final class SiteHitReader {
    private final JsonParser json;
    private final List<SiteHit> hits = new ArrayList<>();
    private final List<RefusedHit> refusals = new ArrayList<>();

    SiteHitReader(JsonParser json) {
        this.json = json;
    }

    SiteHits read() {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            item();
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
        } catch (Fields.Wrong wrong) {
            refusals.add(new RefusedHit(count(), wrong.field(), wrong.reason()));
        }
    }
}
