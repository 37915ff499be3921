package byline.http;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One method at one path of the document.
///
/// @param path with `{name}` parameters
/// @param isAlias whether it is another name of an operation
/// @param node what the document says of it
public record ApiOperation(String method, String path, boolean isAlias, JsonNode node) {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    /// The same for a route and for a path of the document, whatever they call their parameters.
    public static String signature(String method, String path) {
        return method + " " + PARAMETER.matcher(path).replaceAll("{}");
    }

    public String signature() {
        return signature(method, path);
    }

    int parameters() {
        return (int) PARAMETER.matcher(path).results().count();
    }

    /// Whether a request of this method for this path, without query, is the operation.
    boolean fits(String asked, String requested) {
        return method.equals(asked)
                && Pattern.matches("\\Q" + PARAMETER.matcher(path).replaceAll("\\\\E[^/]+\\\\Q") + "\\E", requested);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
