package byline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntConsumer;

/// A day at a small news site: crawlers come, assistants fetch, quote and link, some readers follow and subscribe.
/// The same seed makes the same day; its times end now.
final class DemoDay {
    private static final int HITS = 900;
    private static final int SESSIONS = 160;

    private record Crawler(String userAgent, String bot, String company, int weight) {}

    private static final List<Crawler> CRAWLERS = List.of(
            new Crawler(
                    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
                    "GPTBot",
                    "OpenAI",
                    26),
            new Crawler(
                    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
                    "ChatGPT-User",
                    "OpenAI",
                    22),
            new Crawler(
                    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
                    "ClaudeBot",
                    "Anthropic",
                    18),
            new Crawler(
                    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Claude-User/1.0; +Claude-User@anthropic.com)",
                    "Claude-User",
                    "Anthropic",
                    9),
            new Crawler(
                    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)",
                    "PerplexityBot",
                    "Perplexity",
                    12),
            new Crawler(
                    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amazonbot/0.1; +https://developer.amazon.com/support/amazonbot)",
                    "Amazonbot",
                    "Amazon",
                    6),
            new Crawler(
                    "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
                    "meta-externalagent",
                    "Meta",
                    7));

    private static final String AGENT = "harbour-assistant";
    private static final List<String> QUOTES = List.of("direct_quote", "paraphrase", "reference");
    private static final List<String> SOURCES =
            List.of("chatgpt", "chatgpt", "chatgpt", "perplexity", "perplexity", "claude", "gemini", "copilot");
    private static final List<String> PAGES = List.of(
            "/",
            "/harbour-bridge-reopens",
            "/how-to-read-a-tide-table",
            "/interview-lighthouse-keeper",
            "/recipes/smoked-mackerel",
            "/ferries/timetable",
            "/weather/storm-warning",
            "/sport/regatta-results");
    private static final List<String> COUNTRIES = List.of("US", "US", "DE", "GB", "FR", "IE", "NL");

    private final Random random = new Random(8007);

    /// What the edge worker saw of the assistant's fetches.
    private final List<Object> seen = new ArrayList<>();

    private final Instant now;
    private final String domain;

    DemoDay(Instant now, String domain) {
        this.now = now;
        this.domain = domain;
    }

    /// Who sends: an edge worker with the site's public key and one of its own, and a platform.
    record Senders(String siteKey, String workerKey, String platformKey) {}

    void send(DemoClient client, Senders senders, IntConsumer progress) {
        int total = HITS + SESSIONS;
        for (int sent = 0; sent < HITS; sent += 60) {
            List<Object> batch = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                batch.add(hit(senders.siteKey()));
            }
            client.post("/api/t", senders.workerKey(), batch);
            progress.accept(100 * (sent + 60) / total);
        }
        for (int i = 0; i < SESSIONS; i++) {
            session(client, senders.platformKey());
            if (i % 10 == 9) {
                progress.accept(100 * (HITS + i + 1) / total);
            }
        }
        client.post("/events", senders.workerKey(), batch(seen));
    }

    private static Map<String, Object> batch(List<Object> events) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("document_type", "event_batch");
        batch.put("schema_version", "1.0");
        batch.put("events", events);
        return batch;
    }

    private Map<String, Object> hit(String siteKey) {
        Map<String, Object> hit = new LinkedHashMap<>();
        hit.put("k", siteKey);
        hit.put("at", moment(1_430).toString());
        hit.put("p", pick(PAGES));
        hit.put("country", pick(COUNTRIES));
        int kind = random.nextInt(100);
        if (kind < 78) {
            Crawler crawler = crawler();
            hit.put("t", "bot");
            hit.put("ua", crawler.userAgent());
            hit.put("bot", crawler.bot());
            hit.put("company", crawler.company());
            hit.put("ip", DemoNetwork.address(crawler.bot(), random));
        } else if (kind < 96) {
            hit.put("t", "referral");
            hit.put("s", pick(SOURCES));
        } else {
            hit.put("t", "conversion");
            boolean subscribes = random.nextInt(4) == 0;
            hit.put("e", subscribes ? "subscribe" : "newsletter");
            hit.put("v", subscribes ? 90 : 0);
            hit.put("c", "EUR");
        }
        return hit;
    }

    /// One answer of an assistant: what it fetched, used, cited, showed, and whether somebody clicked.
    private void session(DemoClient client, String key) {
        Map<String, String> start = Map.of("agent_id", AGENT, "initiator_type", "user");
        String session =
                client.post("/sessions/start", key, start).get("session_id").stringValue();
        Instant at = moment(1_400);
        List<Object> events = new ArrayList<>();
        int sources = 1 + random.nextInt(3);
        for (int i = 0; i < sources; i++) {
            use(events, at, "https://" + domain + pick(PAGES));
        }
        if (random.nextInt(8) == 0) {
            citeFromMemory(events, at.plusSeconds(3));
        }
        Map<String, Object> batch = batch(events);
        batch.put("session_id", session);
        batch.put("agent_id", AGENT);
        client.post("/events", key, batch);
        client.post("/sessions/end", key, Map.of("session_id", session, "outcome", Map.of("type", "browse")));
    }

    private void use(List<Object> events, Instant at, String url) {
        String fetch = uuid();
        events.add(retrieval("agent", fetch, at, url));
        if (random.nextInt(10) < 7) {
            seen.add(retrieval("edge", fetch, at.plusMillis(40), url));
        }
        Map<String, Object> ground = Map.of("turn_id", "t1", "data", Map.of("scope", "turn"));
        events.add(event("content_grounded", at.plusMillis(900), url, ground));
        if (random.nextInt(10) < 6) {
            cite(events, at.plusSeconds(2), url);
        }
    }

    private static Map<String, Object> retrieval(String seenBy, String fetch, Instant at, String url) {
        return event("content_retrieved", at, url, Map.of("source_role", seenBy, "content_telemetry_id", fetch));
    }

    /// A citation that no grounding speaks for.
    private void citeFromMemory(List<Object> events, Instant at) {
        cite(events, at, "https://" + domain + pick(PAGES));
    }

    private void cite(List<Object> events, Instant at, String url) {
        String citation = uuid();
        String shown = uuid();
        Map<String, Object> cited = Map.of("citation_type", pick(QUOTES), "position", "primary");
        events.add(event("content_cited", at, url, Map.of("id", citation, "output_id", "o1", "data", cited)));
        Map<String, Object> link = Map.of("presentation_kind", "source_reference", "presentation_type", "link");
        Map<String, Object> presented = Map.of("id", shown, "output_id", "o1", "citation_id", citation, "data", link);
        events.add(event("content_presented", at, url, presented));
        if (random.nextInt(10) < 3) {
            Map<String, Object> click = Map.of("engagement_type", "link_click");
            Map<String, Object> engaged = Map.of("presentation_id", shown, "data", click);
            events.add(event("content_engaged", at.plusSeconds(20), url, engaged));
        }
    }

    private static Map<String, Object> event(String type, Instant at, String url, Map<String, Object> more) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", UUID.randomUUID().toString());
        event.put("type", type);
        event.put("timestamp", at.toString());
        event.put("content_url", url);
        event.putAll(more);
        return event;
    }

    /// A time within the last so many minutes, more often by day than by night.
    private Instant moment(int minutes) {
        return now.minus(Duration.ofSeconds(60L * random.nextInt(minutes) + 30 + random.nextInt(30)));
    }

    private Crawler crawler() {
        int ticket = random.nextInt(CRAWLERS.stream().mapToInt(Crawler::weight).sum());
        for (Crawler crawler : CRAWLERS) {
            ticket -= crawler.weight();
            if (ticket < 0) {
                return crawler;
            }
        }
        return CRAWLERS.getFirst();
    }

    private String uuid() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & (-1L >>> 2)) | Long.MIN_VALUE)
                .toString();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
