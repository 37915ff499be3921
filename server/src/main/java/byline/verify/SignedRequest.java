package byline.verify;

import java.net.URI;
import java.util.List;
import java.util.function.Function;

/// A request as its sender saw it.
///
/// @param target the whole address, as `https://example.com/path?query`
/// @param headers the lines of a header, by its name in lower case; none for a header that is not there
public record SignedRequest(String method, URI target, Function<String, List<String>> headers) {}
