package byline.wire;

/// One reason a document or one of its events is refused or reported.
///
/// @param index the event's place in the delivery from 0, or -1 for the envelope
/// @param pointer RFC 6901 JSON pointer from the root of the document, `""` for the whole of it
/// @param rule `R01`…`R18`, `M01`…`M09`, or a bare word for what no rule names: `json` (malformed, or a key
///     twice), `type`, `version`, `limit`, `required`, and `privacy` (§5.5, conformance check only)
/// @param message one sentence in public words; never a value of the document longer than 80 characters
public record Problem(int index, String pointer, String rule, String message) {}
