/// Which ids were seen, as 64-bit fingerprints: the newest in memory, the others in sorted files behind small filters.
/// Says "never" or "perhaps", and forgets nothing; everything in it can be made again from the events.
@org.jspecify.annotations.NullMarked
package byline.store.ids;
