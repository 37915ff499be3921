/// Outbound looks: DNS, the web, public suffixes, proofs that someone controls a domain.
/// Never reaches an address that is not public, and knows no organisation.
@org.jspecify.annotations.NullMarked
package byline.verify;
