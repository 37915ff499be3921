package byline.sites;

import java.util.List;

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

    /// Judges each item by itself: a wrong one is refused and does not spoil the others.
    static SiteHits parse(byte[] body) {
        return SiteHitReader.read(body);
    }
}
