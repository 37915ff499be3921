/// API keys from mint to revocation, and the one step that turns a credential into a `Principal`.
/// Never decides what a principal may touch beyond its scopes, and never stores a secret.
@org.jspecify.annotations.NullMarked
package byline.keys;
