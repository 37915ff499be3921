/// Telemetry in: parse, check, authorise, resolve the owner, commit — in this order, each step a class or a method.
/// Never reads what others reported.
@org.jspecify.annotations.NullMarked
package byline.telemetry;
