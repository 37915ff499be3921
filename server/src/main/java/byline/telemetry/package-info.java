/// Telemetry in: parse, check, authorise, resolve the owner, commit — in this order, each step a class or a method.
/// And what follows from it for its senders: their sessions as documents, click tokens, claims, conformance checks.
/// Reports about it are made elsewhere.
@org.jspecify.annotations.NullMarked
package byline.telemetry;
