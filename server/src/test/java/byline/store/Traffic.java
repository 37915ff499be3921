package byline.store;

import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Events as a busy server sees them: 50 owners, a million pages, crawlers, citations and clicks.
final class Traffic {
    private static final int OWNERS = 50;
    private static final List<String> FILTERS = List.of(
            "domain",
            "content_url",
            "bot",
            "purpose",
            "agent_id",
            "event_type",
            "source_role",
            "before_timestamp",
            "before_seq");
    private static final String[] TYPES = {
        "content_retrieved",
        "content_retrieved",
        "content_retrieved",
        "content_grounded",
        "content_cited",
        "content_presented",
        "content_engaged",
        "byline.view"
    };
    private static final String[] BOTS = {
        "GPTBot", "ClaudeBot", "PerplexityBot", "OAI-SearchBot", "Google-CloudVertexBot"
    };
    private static final List<String> OWNER_IDS = ids(1);
    private static final List<String> REPORTER_IDS = ids(2);
    private final SplittableRandom random;

    Traffic(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// So many events within a span of time, oldest first.
    List<StoredEvent> events(int count, Instant from, Duration span) {
        List<StoredEvent> events = new ArrayList<>(count);
        UUID session = id();
        for (int index = 0; index < count; index++) {
            if (index % 10 == 0) {
                session = id();
            }
            Instant at = from.plusNanos(span.toNanos() / count * index / 1000 * 1000);
            events.add(event(at, session));
        }
        return events;
    }

    private StoredEvent event(Instant at, UUID session) {
        int owner = random.nextInt(OWNERS);
        String host = "news" + owner + ".example.com";
        String path = "/2026/03/article-" + random.nextInt(20_000) + ".html";
        String bot = BOTS[random.nextInt(BOTS.length)];
        return new StoredEvent(
                id(),
                TYPES[random.nextInt(TYPES.length)],
                at,
                new Stamp(at, REPORTER_IDS.get(random.nextInt(20)), OWNER_IDS.get(owner), null, null, null),
                new Content("https://" + host + path, host, path, null, null, null),
                new Links(session, null, null, null, null, null, null, null),
                new Actor(
                        "edge",
                        "platform",
                        "agent",
                        bot,
                        "Company",
                        "training",
                        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; " + bot
                                + "/1.2; +https://bot.example)",
                        "verified",
                        200,
                        "US",
                        null,
                        null),
                Visit.NONE,
                "{\"data\":{\"response_bytes\":" + random.nextInt(100_000) + ",\"cached\":false}}");
    }

    /// Parameters of `owner_types`.
    static Map<String, @Nullable Object> owner(int owner, Instant since, Instant until) {
        return Map.of("owner", OWNER_IDS.get(owner), "since", since, "until", until);
    }

    /// Parameters of `owner_events`, without filters.
    static Map<String, @Nullable Object> page(int owner, Instant since, Instant until, int offset) {
        Map<String, @Nullable Object> parameters = new HashMap<>(owner(owner, since, until));
        FILTERS.forEach(filter -> parameters.put(filter, null));
        parameters.put("limit", 100);
        parameters.put("offset", offset);
        return parameters;
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static List<String> ids(long kind) {
        return IntStream.range(0, OWNERS)
                .mapToObj(number -> new UUID(kind, number).toString())
                .toList();
    }
}
