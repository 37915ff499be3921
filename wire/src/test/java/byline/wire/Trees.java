package byline.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Documents as maps and lists, read by another parser than the one under test.
final class Trees {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Trees() {}

    static @Nullable Object read(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something after the end");
            }
            return value;
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("no value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getString()).stripTrailingZeros();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException(token.name());
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    /// The places where two trees differ, as JSON pointers; a member that only one has is one place.
    static List<String> differences(@Nullable Object one, @Nullable Object other) {
        List<String> pointers = new ArrayList<>();
        collect("", one, other, pointers);
        return pointers;
    }

    private static void collect(String at, @Nullable Object one, @Nullable Object other, List<String> pointers) {
        if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
            List<Object> names = new ArrayList<>(left.keySet());
            right.keySet().stream().filter(name -> !left.containsKey(name)).forEach(names::add);
            for (Object name : names) {
                if (left.containsKey(name) && right.containsKey(name)) {
                    collect(at + "/" + name, left.get(name), right.get(name), pointers);
                } else {
                    pointers.add(at + "/" + name);
                }
            }
        } else if (one instanceof List<?> left && other instanceof List<?> right) {
            for (int index = 0; index < Math.max(left.size(), right.size()); index++) {
                if (index < left.size() && index < right.size()) {
                    collect(at + "/" + index, left.get(index), right.get(index), pointers);
                } else {
                    pointers.add(at + "/" + index);
                }
            }
        } else if (one == null ? other != null : !one.equals(other)) {
            pointers.add(at);
        }
    }
}
