package byline.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/// JSON of the control plane: records in `snake_case`, times in UTC with milliseconds, unknown members refused.
public final class Json {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new SimpleModule().addSerializer(Instant.class, new InstantText()))
            .build();

    private static final class InstantText extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
            out.writeString(TIME.format(time));
        }
    }

    private Json() {}

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// Reads a body.
    ///
    /// @throws Refusal `INVALID_JSON` for what is no JSON, `INVALID_PARAMETER` for JSON of another shape
    public static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw new Refusal(Code.INVALID_JSON, "The body is null; send a JSON object");
            }
            return value;
        } catch (MismatchedInputException mismatch) {
            if (mismatch.getPath().isEmpty() && !isOneValue(body)) {
                throw new Refusal(Code.INVALID_JSON, "The body must be one JSON object, and nothing else");
            }
            throw shape(mismatch);
        } catch (DatabindException mismatch) {
            throw shape(mismatch);
        } catch (JacksonException broken) {
            throw new Refusal(Code.INVALID_JSON, "The body is not valid JSON" + at(broken));
        }
    }

    /// Tells JSON of another shape from what is empty or goes on after its end.
    private static boolean isOneValue(byte[] body) {
        try (JsonParser parser = MAPPER.createParser(body)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException broken) {
            return false;
        }
    }

    private static Refusal shape(DatabindException mismatch) {
        return new Refusal(Code.INVALID_PARAMETER, "The body does not have the documented shape: " + where(mismatch));
    }

    /// The value with the members of a patch in place of its own; what the patch does not name stays.
    ///
    /// @throws Refusal as `read`
    public static <T> T patch(T current, byte[] patch, Class<T> type) {
        ObjectNode merged = MAPPER.valueToTree(current);
        if (!(tree(patch) instanceof ObjectNode changes)) {
            throw new Refusal(Code.INVALID_PARAMETER, "Send a JSON object with the members to change");
        }
        changes.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
        return read(MAPPER.writeValueAsBytes(merged), type);
    }

    /// Reads a body whose members are looked at one by one.
    public static JsonNode tree(byte[] body) {
        return read(body, JsonNode.class);
    }

    private static String where(DatabindException mismatch) {
        StringBuilder path = new StringBuilder();
        for (var step : mismatch.getPath()) {
            path.append('/').append(step.getPropertyName() != null ? step.getPropertyName() : step.getIndex());
        }
        return path.isEmpty() ? "expected an object" : "look at " + path;
    }

    private static String at(JacksonException broken) {
        var location = broken.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
