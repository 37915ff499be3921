package byline.sites;

/// An AI surface that people follow links from.
///
/// @param id the word that senders and reports use, such as `chatgpt`
/// @param name what people call it
/// @param operator who runs it
public record Source(String id, String name, String operator) {}
