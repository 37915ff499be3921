/// The published format: documents, events, rules, manifests. Never I/O, never a clock, never a tenant.
///
/// ```java
/// Parser parser = new Parser(Limits.DEFAULT, EnumSet.allOf(WireVersion.class));
/// Delivery delivery = parser.readDelivery(body, 0, body.length);
/// if (delivery.problems().isEmpty()) {
///     delivery.events().forEach(this::store);
/// }
/// ```
///
/// There are two readings of a document. [byline.wire.Parser] takes deliveries in: it is lenient in form, maps old
/// names, removes what privacy forbids, and says what it did. [byline.wire.Conformance] tells an emitter what to mend:
/// it changes nothing and reports everything. Both read the bytes once, through the same rules:
///
/// | where | rules |
/// |---|---|
/// | `EventRules` | R01–R05, R07, R08, R10, the URL of R14 |
/// | `Formats`, `DataObjects`, `TurnReader`, `DataReader` | R14; R06, R16, R17; R15 and privacy; R18 |
/// | `DocumentRules`, `SessionRules` | R09, R11, R13; R12 |
/// | `ManifestRules` | M01–M09 |
///
/// On the 0.1 line only R01–R04, R13, R15 and R18 hold, each in its looser form.
@org.jspecify.annotations.NullMarked
package byline.wire;
