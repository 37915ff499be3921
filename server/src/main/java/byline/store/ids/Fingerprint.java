package byline.store.ids;

/// A hash of an id, and the day (since 1970, UTC) it belongs to; ids are looked for within their day only.
public record Fingerprint(int day, long hash) {}
