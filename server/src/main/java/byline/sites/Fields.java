package byline.sites;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The members of one JSON object by name, read whole before any is judged, so that a wrong one spoils its own hit
/// only. Members of an object within are named `q.utm_source`. What a form does not ask for is passed over.
final class Fields {
    private static final Object OBJECT = new Object();
    private static final Object NOT_A_SCALAR = new Object();

    private final Map<String, Object> values = new HashMap<>();
    private @Nullable WrongField wrong;

    private Fields() {}

    /// Leaves the parser at the last token of the item, whatever the item is.
    static Fields read(JsonParser json) {
        Fields fields = new Fields();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            fields.members(json, "");
        } else {
            json.skipChildren();
            fields.wrong = new WrongField("", "A hit must be a JSON object.");
        }
        return fields;
    }

    /// The item as a whole is an object without a name said twice.
    Fields checked() throws WrongField {
        if (wrong != null) throw wrong;
        return this;
    }

    /// Text within `max` characters and free of control characters; null where it is absent, null or empty.
    @Nullable
    String text(String field, int max) throws WrongField {
        Object value = values.get(field);
        if (value == null || value.equals("")) return null;
        if (!(value instanceof String text)) throw new WrongField(field, "It must be a string.");
        if (text.length() > max) throw WrongField.tooLong(field, max);
        if (text.chars().anyMatch(Character::isISOControl)) throw new WrongField(field, "It has control characters.");
        return text;
    }

    String required(String field, int max) throws WrongField {
        String text = text(field, max);
        if (text == null) throw WrongField.missing(field);
        return text;
    }

    @Nullable
    String matching(String field, int max, Pattern form, String otherwise) throws WrongField {
        String text = text(field, max);
        if (text != null && !form.matcher(text).matches()) throw new WrongField(field, otherwise);
        return text;
    }

    /// One of an enum's names in lower case; null where it is absent.
    <E extends Enum<E>> @Nullable E oneOf(Class<E> type, String field) throws WrongField {
        String text = text(field, Bot.MAX_NAME);
        if (text == null) return null;
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) return constant;
        }
        throw new WrongField(field, "It is none of the words that can stand here.");
    }

    <E extends Enum<E>> E required(Class<E> type, String field) throws WrongField {
        E constant = oneOf(type, field);
        if (constant == null) throw WrongField.missing(field);
        return constant;
    }

    void checkObject(String field) throws WrongField {
        Object value = values.get(field);
        if (value != null && value != OBJECT) throw new WrongField(field, "It must be an object.");
    }

    /// A JSON number; null where it is absent or null.
    @Nullable
    BigDecimal number(String field) throws WrongField {
        Object value = values.get(field);
        if (value == null) return null;
        if (!(value instanceof BigDecimal number)) throw new WrongField(field, "It must be a number.");
        return number;
    }

    boolean isNumber(String field) {
        return values.get(field) instanceof BigDecimal;
    }

    static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    private void members(JsonParser json, String prefix) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + json.currentName();
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT && prefix.isEmpty()) {
                put(name, OBJECT);
                members(json, name + ".");
            } else {
                put(name, scalar(json, token));
            }
        }
    }

    private static @Nullable Object scalar(JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_NULL -> null;
            default -> {
                json.skipChildren();
                yield NOT_A_SCALAR;
            }
        };
    }

    private void put(String name, @Nullable Object value) {
        if (values.containsKey(name) && wrong == null) wrong = new WrongField(name, "It is there twice.");
        values.put(name, value);
    }
}
