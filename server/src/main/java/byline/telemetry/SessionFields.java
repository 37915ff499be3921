package byline.telemetry;

import byline.http.Code;
import byline.http.Json;
import byline.http.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The members of a JSON object that have a meaning here; an explicit null is an absent member, at every depth.
///
/// @param object without its nulls
record SessionFields(ObjectNode object) {
    private static final int UUID_LENGTH = 36;

    /// @throws Refusal when the body is no JSON object
    static SessionFields of(byte[] body) {
        return of(Json.tree(body), "the body");
    }

    static SessionFields of(JsonNode value, String name) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = object.deepCopy();
            dropNulls(copy);
            return new SessionFields(copy);
        }
        throw invalid(name + " must be a JSON object");
    }

    Optional<String> text(String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isString()) {
            throw invalid(name + " must be a string");
        }
        return Optional.ofNullable(value).map(JsonNode::stringValue);
    }

    Optional<UUID> uuid(String name) {
        return text(name).map(text -> {
            try {
                if (text.length() == UUID_LENGTH) {
                    return UUID.fromString(text);
                }
            } catch (IllegalArgumentException malformed) {
                throw invalid(name + " must be a UUID");
            }
            throw invalid(name + " must be a UUID");
        });
    }

    Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException malformed) {
                throw invalid(name + " must be an RFC 3339 time such as 2026-09-02T10:15:00Z");
            }
        });
    }

    Optional<SessionFields> inner(String name) {
        return Optional.ofNullable(object.get(name)).map(value -> of(value, name));
    }

    void requireArray(String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isArray()) {
            throw invalid(name + " must be an array");
        }
    }

    static Refusal invalid(String text) {
        return new Refusal(Code.INVALID_DOCUMENT, text);
    }

    private static void dropNulls(ObjectNode object) {
        List<String> nulls = new ArrayList<>();
        object.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                nulls.add(member.getKey());
            } else if (member.getValue() instanceof ObjectNode inner) {
                dropNulls(inner);
            }
        });
        object.remove(nulls);
    }
}
