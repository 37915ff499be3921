/// The published format: documents, events, rules, manifests. Never I/O, never a clock, never a tenant.
@org.jspecify.annotations.NullMarked
package byline.wire;
