/// A load generator: starts a server on a scratch folder, measures it over HTTP on loopback, stops it.
/// Knows Byline by its public API alone.
@org.jspecify.annotations.NullMarked
package byline.bench;
