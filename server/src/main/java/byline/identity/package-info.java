/// The control plane: people and their sessions, organisations, domains, keys' pages, sites.
/// Serves signed-in people only; an API key opens nothing here.
@org.jspecify.annotations.NullMarked
package byline.identity;
