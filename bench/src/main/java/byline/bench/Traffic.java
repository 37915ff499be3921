package byline.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is sent: sessions of an AI agent in batches, visits seen by an edge worker one by one.
///
/// @param span how far back the events' times reach
record Traffic(String domain, String key, Duration span) {
    private static final int PAGES = 5_000;
    private static final int VARIANTS = 16;
    private static final String ID = "\"id\":\"" + Template.HOLE + "\"";
    private static final List<String> AGENTS = List.of("assistant", "research", "shopping", "answers");

    /// Requests of `size` events of one session each: of 20, 8 retrieved, 6 grounded, 3 cited, 2 presented, 1 engaged.
    List<Template> batches(int size) {
        return templates(size, random -> """
                {"document_type":"event_batch","schema_version":"1.0","session_id":"%s","agent_id":"%s","events":[%s]}""".formatted(
                        Template.HOLE,
                        AGENTS.get(random.nextInt(AGENTS.size())),
                        IntStream.range(0, size)
                                .mapToObj(i -> agentEvent(i % 20, random))
                                .collect(Collectors.joining(","))));
    }

    /// Requests of one event, as an edge worker sends them.
    List<Template> singles() {
        return templates(1, random -> """
                {"document_type":"event_batch","schema_version":"1.0","events":[{%s,"type":"content_retrieved",%s,\
                "source_role":"edge","data":{"user_agent":"Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",\
                "purpose":"training","cache_status":"HIT","response_status":200,"response_bytes":%d,"country":"US"}}]}""".formatted(ID, where(random), 2_000 + random.nextInt(90_000)));
    }

    private String agentEvent(int kind, SplittableRandom random) {
        String rest =
                switch (kind) {
                    case 0, 1, 2, 3, 4, 5, 6, 7 -> """
                    "type":"content_retrieved","source_role":"agent","data":{"purpose":"inference","response_status":200}""";
                    case 8, 9, 10, 11, 12, 13 -> """
                    "type":"content_grounded","turn_id":"t1","data":{"scope":"turn","provenance":"agent_fetched",\
                    "cached":false,"tokens_ingested":%d}""".formatted(200 + random.nextInt(3_000));
                    case 14, 15, 16 -> """
                    "type":"content_cited","turn_id":"t1","output_id":"o1","data":{"citation_type":"paraphrase",\
                    "position":"primary","excerpt_tokens":%d}""".formatted(random.nextInt(100));
                    case 17, 18 -> """
                    "type":"content_presented","turn_id":"t1","output_id":"o1","data":{"presentation_kind":\
                    "source_reference","presentation_type":"link"}""";
                    default -> """
                    "type":"content_engaged","presentation_id":"%s","data":{"engagement_type":"link_click"}""".formatted(Template.HOLE);
                };
        return "{" + ID + "," + where(random) + "," + rest + "}";
    }

    private String where(SplittableRandom random) {
        int page = (int) (PAGES * Math.pow(random.nextDouble(), 3)); // a few pages get most of it
        Instant time = Instant.now().minusMillis(random.nextLong(span.toMillis()));
        return "\"timestamp\":\"" + time + "\",\"content_url\":\"https://" + domain + "/section-" + page % 20
                + "/article-" + page + "\"";
    }

    private interface Body {
        String of(SplittableRandom random);
    }

    private List<Template> templates(int events, Body body) {
        SplittableRandom random = new SplittableRandom(42);
        List<Template> templates = new ArrayList<>();
        for (int i = 0; i < VARIANTS; i++) {
            String text = body.of(random);
            templates.add(new Template(
                    "POST /events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-API-Key: " + key
                            + "\r\nContent-Length: " + text.length() + "\r\n\r\n",
                    text,
                    events));
        }
        return templates;
    }
}
