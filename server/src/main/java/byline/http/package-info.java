/// The door: routes, bounded bodies, replies, refusals and headers. The only package that knows the HTTP library.
/// Knows no feature.
@org.jspecify.annotations.NullMarked
package byline.http;
