package byline.http;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of the document, by JSON Schema 2020-12 with its formats.
public final class ApiSchemas {
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .format(new AnyAddress())
                    .keyword(new NonValidationKeyword("components"))
                    .build(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    /// The names reserved for examples are no real top-level domains, and are all that the document uses.
    private static final class AnyAddress implements Format {
        @Override
        public String getName() {
            return "email";
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return value.matches("[^@\\s]+@[^@\\s]+");
        }
    }

    private final JsonNode root;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    ApiSchemas(JsonNode root) {
        this.root = root;
    }

    /// What a reference stands for, or the node itself.
    public JsonNode resolve(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = root.at(found.path("$ref").stringValue().substring(1));
        }
        return found;
    }

    /// What is wrong with a value; nothing when the schema allows it.
    public List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /// Members of a value, by pointer, that the schema says nothing of. Clients may meet more than they know; what this
    /// server sends is written down.
    public List<String> undescribed(JsonNode schema, JsonNode value) {
        List<String> found = new ArrayList<>();
        undescribed(List.of(schema), value, "", found);
        return found;
    }

    private void undescribed(List<JsonNode> schemas, JsonNode value, String pointer, List<String> found) {
        List<JsonNode> parts = schemas.stream().flatMap(this::parts).toList();
        if (value.isArray()) {
            List<JsonNode> items = named(parts, "items");
            value.forEach(item -> undescribed(items, item, pointer + "/-", found));
        } else if (value.isObject() && parts.stream().anyMatch(part -> part.has("properties"))) {
            List<JsonNode> others = named(parts, "additionalProperties");
            value.properties().forEach(member -> {
                String here = pointer + "/" + member.getKey();
                List<JsonNode> described = named(named(parts, "properties"), member.getKey());
                if (described.isEmpty() && others.isEmpty()) {
                    found.add(here + " is not described");
                }
                undescribed(described.isEmpty() ? others : described, member.getValue(), here, found);
            });
        }
    }

    /// A schema and all that it is composed of.
    private Stream<JsonNode> parts(JsonNode schema) {
        JsonNode part = resolve(schema);
        return Stream.concat(
                Stream.of(part),
                Stream.of("allOf", "anyOf", "oneOf")
                        .flatMap(keyword -> part.path(keyword).valueStream())
                        .flatMap(this::parts));
    }

    private static List<JsonNode> named(List<JsonNode> nodes, String name) {
        return nodes.stream()
                .map(node -> node.path(name))
                .filter(Predicate.not(JsonNode::isMissingNode))
                .toList();
    }

    /// A schema on its own, with what its references point at beside it.
    private Schema compile(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", root.path("components"));
        return registry.getSchema(whole);
    }
}
