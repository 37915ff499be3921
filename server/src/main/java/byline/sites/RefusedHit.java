package byline.sites;

/// Why one hit of a body was not taken.
///
/// @param index its place in the body from 0
/// @param field the wire's name of what is wrong, `""` for the whole of it
/// @param reason one sentence in public words, without the value
public record RefusedHit(int index, String field, String reason) {}
