package byline.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Valid documents, as JSON texts: any mixture of types, members, unknown fields, spaces and order of members.
final class DocumentArbitraries {
    private static final Arbitrary<String> CONTENT = Arbitraries.of(
            "\"content_url\":\"https://example.com/a\"",
            "\"content_url\":\"HTTPS://Example.com:443/a#f\",\"content_id\":\"doi:10.1000/1\"",
            "\"content_id\":\"doi:10.1000/1\"",
            "\"content_url\":\"https://m\\u00fcnchen.example/ü\",\"content_id\":null");

    private DocumentArbitraries() {}

    /// A JSON value that no rule speaks of.
    static Arbitrary<String> values() {
        Arbitrary<String> scalar = Arbitraries.oneOf(
                Arbitraries.of("null", "true", "false", "0", "-1.50", "1e3", "{}", "[]", "[1, {\"k\" : \"v\"}]"),
                Arbitraries.strings().ofMaxLength(12).map(DocumentArbitraries::quoted));
        return scalar.list()
                .ofMaxSize(2)
                .map(list -> list.size() == 1 ? list.getFirst() : "[" + String.join(" ,", list) + "]");
    }

    /// The text as a JSON string; what is no character at all is left out.
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .filter(point -> point > 0xFFFF || !Character.isSurrogate((char) point))
                .forEach(point -> {
                    if (point < ' ' || point == '"' || point == '\\' || (point % 7 == 0 && point < 0x10000)) {
                        quoted.append("\\u%04x".formatted(point));
                    } else {
                        quoted.appendCodePoint(point);
                    }
                });
        return quoted.append('"').toString();
    }

    private static Arbitrary<String> unknown() {
        return Combinators.combine(Arbitraries.of("x_new", "com.example.x", "é", "a b"), values())
                .as((name, value) -> "\"" + name + "\" : " + value);
    }

    private static String data(String members, Set<String> unknown) {
        List<String> all = new ArrayList<>(distinct(unknown));
        if (!members.isEmpty()) {
            all.add(members);
        }
        return "\"data\":{ " + String.join(",", all) + "}";
    }

    private static List<String> distinct(Set<String> members) {
        return List.copyOf(members.stream()
                .collect(Collectors.toMap(
                        member -> member.substring(0, member.indexOf(':')), member -> member, (one, other) -> one))
                .values());
    }

    private static Arbitrary<String> body(boolean old) {
        Arbitrary<Set<String>> unknown = unknown().set().ofMaxSize(2);
        Arbitrary<String> retrieved = Combinators.combine(
                        CONTENT, Arbitraries.of("origin", "edge", "index", "agent"), unknown)
                .as((content, role, more) -> "\"type\":\"content_retrieved\",\"source_role\":\"" + role + "\","
                        + content + ","
                        + data("\"country\":\"DE\",\"asn\":15169,\"response_status\":200,\"ip_hash\":\"x\"", more));
        Arbitrary<String> grounded = Combinators.combine(CONTENT, Arbitraries.of("session", "turn"), unknown)
                .as((content, scope, more) -> "\"type\":\"content_grounded\",\"turn_id\":\"1\"," + content + ","
                        + data("\"scope\":\"" + scope + "\",\"content_version\":\"" + scope.length() + "\"", more));
        Arbitrary<String> cited = Combinators.combine(CONTENT, Arbitraries.of("o1", "o2"), unknown)
                .as((content, output, more) -> "\"type\":\"content_cited\",\"output_id\":\"" + output + "\"," + content
                        + "," + data("\"citation_type\":\"reference\"", more));
        Arbitrary<String> presented = Combinators.combine(CONTENT, unknown)
                .as((content, more) -> "\"type\":\"content_presented\",\"output_id\":\"o1\"," + content + ","
                        + data("\"presentation_kind\":\"content\",\"presentation_type\":\"card\"", more));
        Arbitrary<String> engaged = Combinators.combine(CONTENT, Arbitraries.of("a", "b"), unknown)
                .as((content, token, more) ->
                        "\"type\":\"content_engaged\",\"source_role\":\"origin\",\"ctx_token\":\"ct_0123456789abcde"
                                + token + "\"," + content + "," + data("\"interaction_type\":\"share\"", more));
        Arbitrary<String> extension = unknown.map(more -> "\"type\":\"com.example.seen\"," + data("", more));
        return Arbitraries.oneOf(
                retrieved, grounded, cited, presented, engaged, turn(), extension, old ? older() : retrieved);
    }

    private static Arbitrary<String> turn() {
        return Combinators.combine(Arbitraries.of("full", "summary", "intent", "minimal"), values(), values())
                .as((level, text, topics) -> "\"type\":\"turn_completed\",\"turn_id\":\"1\",\"turn\":{\"query_text\":"
                        + text + ",\"privacy_level\":\"" + level + "\",\"topics\":" + topics
                        + ",\"query_tokens\":3,\"x\":" + text + "}");
    }

    private static Arbitrary<String> older() {
        return CONTENT.flatMap(content -> Arbitraries.of(
                "\"type\":\"content_displayed\"," + content,
                "\"type\":\"content_cited\"," + content,
                "\"type\":\"content_engaged\",\"source_role\":\"agent\"," + content,
                "\"type\":\"content_grounded\",\"data\":null," + content,
                "\"type\":\"content_retrieved\",\"oa_telemetry_id\":\"ray\"," + content,
                "\"type\":\"turn_started\",\"turn\":{\"query_text\":\"q\"}",
                "\"type\":\"cart_add\",\"product_id\":7"));
    }

    /// An event with an id of its own; the number makes it.
    static Arbitrary<String> events(boolean old) {
        return Combinators.combine(body(old), Arbitraries.integers().between(0, 59), unknown())
                .as((body, second, more) -> "{" + more + "," + body
                        + ",\"timestamp\":\"2026-09-02T10:00:%02d.123456+02:00\",\"id\":\"ID\"}".formatted(second));
    }

    /// The events of one session, each with an id.
    static Arbitrary<List<String>> sessions(boolean old) {
        return events(old).list().ofMinSize(1).ofMaxSize(12).map(events -> {
            List<String> named = new ArrayList<>();
            for (String event : events) {
                named.add(event.replace("\"ID\"", "\"00000000-0000-4000-8000-%012d\"".formatted(named.size())));
            }
            return named;
        });
    }

    static String batch(String version, List<String> events) {
        return "{\"schema_version\":\"%s\",\"session_id\":\"%s\",\"x_new\" : [ 1 ],\"events\":[%s]}"
                .formatted(version, Documents.SESSION_ID, String.join(", ", events));
    }

    static String session(String version, List<String> events) {
        return "{\"events\":[%s],\"started_at\":\"2026-09-02T10:00:00Z\",\"schema_version\":\"%s\",\"session_id\":\"%s\",\"outcome\":{}}"
                .formatted(String.join(",", events), version, Documents.SESSION_ID);
    }
}
