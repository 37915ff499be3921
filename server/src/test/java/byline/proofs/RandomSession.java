package byline.proofs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// A valid session of 1.0 about content of some domains, as chance has it: every type and level, members nobody knows,
/// unusual spellings, references between its events. The same random numbers make the same one.
final class RandomSession {
    private static final List<String> VALUES = List.of(
            "0",
            "-7.25",
            "1.50",
            "1e400",
            "123456789012345678901234567890",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"a\\u0000\\n\\\"\\\\/\\/ü€😀\\ud83d\\ude00\"",
            "[1,{\"k\" : \"v\"},[null]]",
            "{\"a\":{\"b\":[1.0,2]}}",
            "-0.0");
    private static final Map<String, String> TURNS = Map.of(
            "full", "\"query_text\":\"which tide?\",\"response_text\":\"the \\u00e9bb\",\"topics\":[\"tides\"],",
            "summary", "\"query_text\":\"tides\",\"model_id\":\"m-1\",",
            "intent", "\"query_intent\":\"comparison\",\"topics\":[\"a\",\"b\"],\"response_mode\":\"text\",",
            "minimal", "\"content_urls_cited\":[\"https://a.example/1\"],");

    private final RandomGenerator random;
    private final UUID id;
    private final List<Told> events = new ArrayList<>();
    private final List<Named> presentations = new ArrayList<>();
    private final List<Named> citations = new ArrayList<>();

    /// An event as JSON, and the domain of the content it is about.
    record Told(String domain, String json) {}

    /// A piece of content.
    private record Content(String domain, int page) {}

    /// An event others may refer to.
    private record Named(UUID id, Content content) {}

    RandomSession(RandomGenerator random, List<String> domains) {
        this.random = random;
        this.id = uuid();
        int count = 1 + random.nextInt(14);
        for (int number = 0; number < count; number++) {
            Content content = new Content(one(domains), random.nextInt(3));
            events.add(new Told(content.domain(), event(content)));
        }
    }

    UUID id() {
        return id;
    }

    /// The events about content of some domains.
    List<String> events(Predicate<String> domain) {
        return events.stream()
                .filter(event -> domain.test(event.domain()))
                .map(Told::json)
                .toList();
    }

    List<String> events() {
        return events(domain -> true);
    }

    String document(List<String> told) {
        return """
            {"document_type":"session","schema_version":"1.0","session_id":"%s","started_at":"2026-09-02T12:00:00+02:00",
            "ended_at":"2026-09-02T10:40:00.5Z","agent_id":"agent-\\u00fc","content_scope":"news","x_more":%s,
            "manifest_ref":"https://agent.example/.well-known/content-telemetry.json","conformance_level":"citation",
            "outcome":{"type":"browse"},"events":[%s]}\
            """.formatted(id, VALUES.get(id.hashCode() & 7), String.join(" , ", told));
    }

    String batch(List<String> told) {
        return "{\"document_type\":\"event_batch\",\"schema_version\":\"1.0\",\"session_id\":\"%s\",\"agent_id\":\"agent-1\",\"events\":[%s]}"
                .formatted(id, String.join(",", told));
    }

    String single(String told) {
        return "{\"document_type\":\"event\",\"schema_version\":\"1.0\",\"session_id\":\"%s\",\"agent_id\":\"agent-1\",\"event\":%s}"
                .formatted(id, told);
    }

    private String event(Content content) {
        UUID own = uuid();
        List<String> members = new ArrayList<>(List.of("\"id\":\"" + own + "\"", "\"timestamp\":\"" + time() + "\""));
        List<String> data = new ArrayList<>();
        switch (random.nextInt(8)) {
            case 0, 1 -> retrieved(content, members, data);
            case 2 -> grounded(members, data);
            case 3, 4 -> cited(new Named(own, content), members, data);
            case 5 -> presented(new Named(own, content), members, data);
            case 6 -> engaged(content, members, data);
            default -> other(members, data);
        }
        boolean isTurn = members.getLast().startsWith("\"turn\"");
        if (!isTurn) {
            where(content, members);
        }
        extras(members, data);
        members.add("\"data\":{" + String.join(", ", data) + "}");
        return members.stream()
                .sorted(Comparator.comparing(member -> member.hashCode() ^ own.hashCode()))
                .collect(Collectors.joining(random.nextBoolean() ? "," : " ,\n\t", "{", "}"));
    }

    private void retrieved(Content content, List<String> members, List<String> data) {
        members.add("\"type\":\"content_retrieved\"");
        members.add("\"source_role\":\"" + one(List.of("origin", "edge", "index", "agent")) + "\"");
        if (random.nextBoolean()) {
            members.add("\"content_telemetry_id\":\"" + new UUID(id.getMostSignificantBits(), content.page()) + "\"");
        }
        data.addAll(
                List.of("\"response_status\":200", "\"country\":\"DE\"", "\"asn\":15169", "\"bot_name\":\"GPTBot\""));
    }

    private void grounded(List<String> members, List<String> data) {
        members.add("\"type\":\"content_grounded\"");
        members.add("\"turn_id\":\"t" + random.nextInt(2) + "\"");
        data.add("\"scope\":\"" + one(List.of("session", "turn")) + "\"");
        if (random.nextBoolean()) {
            data.add("\"content_version\":\"v" + random.nextInt(2) + "\"");
        }
    }

    private void cited(Named named, List<String> members, List<String> data) {
        citations.add(named);
        members.addAll(List.of("\"type\":\"content_cited\"", "\"output_id\":\"o" + random.nextInt(2) + "\""));
        data.add("\"citation_type\":\"" + one(List.of("direct_quote", "paraphrase", "unclassified")) + "\"");
        data.add("\"position\":\"primary\"");
    }

    private void presented(Named named, List<String> members, List<String> data) {
        presentations.add(named);
        members.addAll(List.of("\"type\":\"content_presented\"", "\"output_id\":\"o1\""));
        data.addAll(List.of("\"presentation_kind\":\"content\"", "\"presentation_type\":\"hologram\""));
        refer(citations, named.content(), "citation_id", members);
    }

    /// An engagement, if anything of this content was presented; else a citation more.
    private void engaged(Content content, List<String> members, List<String> data) {
        if (presentations.stream().noneMatch(shown -> shown.content().equals(content))) {
            other(members, data);
            return;
        }
        members.add("\"type\":\"content_engaged\"");
        refer(presentations, content, "presentation_id", members);
        data.add("\"engagement_type\":\"" + one(List.of("link_click", "expand")) + "\"");
    }

    private void other(List<String> members, List<String> data) {
        if (random.nextBoolean()) {
            members.add("\"type\":\"com.example.seen\"");
            data.add("\"excerpt_tokens\":\"any\"");
            return;
        }
        String level = one(TURNS.keySet().stream().sorted().toList());
        members.add("\"type\":\"turn_completed\"");
        members.add("\"turn\":{" + TURNS.get(level) + "\"privacy_level\":\"" + level + "\",\"query_tokens\":3,\"x\":"
                + one(VALUES) + "}");
    }

    private static void refer(List<Named> others, Content content, String member, List<String> members) {
        others.stream()
                .filter(other -> other.content().equals(content))
                .findFirst()
                .ifPresent(other -> members.add("\"" + member + "\":\"" + other.id() + "\""));
    }

    private void where(Content content, List<String> members) {
        String path = content.domain() + (random.nextBoolean() ? "/" : ":443/") + "p" + content.page();
        members.add("\"content_url\":\""
                + (random.nextInt(3) > 0
                        ? "https://" + path
                        : "HTTPS:\\/\\/"
                                + path.toUpperCase(java.util.Locale.ROOT).replace("/P", "/p") + "#x")
                + "\"");
        if (random.nextBoolean()) {
            members.add("\"content_id\":\"doi:10.1/" + content.domain() + "." + content.page() + "\"");
        }
    }

    private void extras(List<String> members, List<String> data) {
        if (random.nextBoolean()) {
            members.add("\"license_ref\":\"l\\u0009\"");
            members.add("\"com.example.\\u00e9\" : " + one(VALUES));
        }
        if (random.nextBoolean()) {
            data.add("\"x_new\" : " + one(VALUES));
            data.add("\"evidence\":[{\"scheme\":\"made-up\",\"ref\":null}]");
        }
    }

    private String time() {
        return "2026-09-02T10:%02d:%02d.%06dZ"
                .formatted(random.nextInt(40), random.nextInt(60), random.nextInt(1_000_000));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
