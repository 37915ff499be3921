package byline.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `docs/api/openapi.yaml`, read: what it says of each operation, and whether an answer is as it says.
public final class ApiDocument {
    private static final Path FILE = Path.of("..", "docs", "api", "openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "options");

    /// What may be answered anywhere, as the document's introduction says: a method that is not served, a bug,
    // overload.
    private static final Set<Integer> ANYWHERE = Set.of(405, 500, 503);

    private final JsonNode root;
    private final ApiSchemas schemas;
    private final List<ApiOperation> operations;

    private ApiDocument(JsonNode root) {
        this.root = root;
        this.schemas = new ApiSchemas(root);
        this.operations = operationsOf(root);
    }

    public static ApiDocument read() {
        try (InputStream in = Files.newInputStream(FILE)) {
            return new ApiDocument(new YAMLMapper().readTree(in));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public JsonNode root() {
        return root;
    }

    public ApiSchemas schemas() {
        return schemas;
    }

    /// All of them, one for each path and each other name it has; where two fit a path, the more literal one is first.
    public List<ApiOperation> operations() {
        return operations;
    }

    /// What an answer has that the document does not say; empty when it says all of it. Paths it does not know answer
    /// nothing worth describing.
    public List<String> surprises(String method, String path, ApiAnswer answer) {
        return find(method, path).map(operation -> surprises(operation, answer)).orElse(List.of());
    }

    private List<String> surprises(ApiOperation operation, ApiAnswer answer) {
        JsonNode described = schemas.resolve(operation.node().at("/responses/" + answer.status()));
        if (described.isMissingNode()) {
            return ANYWHERE.contains(answer.status())
                    ? schemas.violations(root.at("/components/schemas/Error"), answer.json())
                    : List.of("the status is not described");
        }
        JsonNode content = described.path("content");
        if (answer.isEmpty() || content.isMissingNode()) {
            return answer.isEmpty() ? List.of() : List.of("a body is not described");
        }
        JsonNode media = content.path(answer.mediaType());
        if (media.isMissingNode()) {
            return List.of("the media type " + answer.mediaType() + " is not described");
        }
        return answer.mediaType().equals("application/json")
                ? surprises(media.path("schema"), answer.json())
                : List.of();
    }

    private List<String> surprises(JsonNode schema, JsonNode body) {
        List<String> found = new ArrayList<>(schemas.violations(schema, body));
        found.addAll(schemas.undescribed(schema, body));
        return found;
    }

    private Optional<ApiOperation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.fits(method, path))
                .findFirst();
    }

    private static List<ApiOperation> operationsOf(JsonNode document) {
        List<ApiOperation> found = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    String method = member.getKey().toUpperCase(Locale.ROOT);
                    found.add(new ApiOperation(method, path.getKey(), false, member.getValue()));
                    path.getValue()
                            .path("x-aliases")
                            .forEach(alias ->
                                    found.add(new ApiOperation(method, alias.stringValue(), true, member.getValue())));
                }
            }
        }
        found.sort(Comparator.comparingInt(ApiOperation::parameters));
        return List.copyOf(found);
    }
}
