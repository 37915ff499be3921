package byline.report;

import byline.store.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events of several owners, reporters and sites as chance has it; the same seed makes the same ones.
final class RandomTraffic {
    static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    static final int DAYS = 10;
    static final List<String> OWNERS = List.of("org_a", "org_b", "org_c");
    private static final List<String> TYPES = List.of(
            "content_retrieved",
            "content_grounded",
            "content_cited",
            "content_presented",
            "content_displayed",
            "content_engaged",
            "com.example.checkout",
            "byline.view",
            "byline.referral",
            "byline.conversion");
    private static final List<String> VERDICTS = List.of("verified", "failed", "not_verifiable", "unknown");
    private static final List<String> ROLES = List.of("edge", "origin", "index", "agent");

    private final Random random;

    RandomTraffic(long seed) {
        this.random = new Random(seed);
    }

    List<StoredEvent> events(int count) {
        List<StoredEvent> events = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            events.add(event());
        }
        return events;
    }

    /// What is found out later about some of these events: about most of them once.
    Map<StoredEvent, List<String>> verdicts(List<StoredEvent> events) {
        Map<StoredEvent, List<String>> verdicts = new LinkedHashMap<>();
        for (StoredEvent event : events) {
            if (random.nextInt(3) == 0) {
                verdicts.put(
                        event, random.nextInt(4) > 0 ? List.of(one(VERDICTS)) : List.of(one(VERDICTS), one(VERDICTS)));
            }
        }
        return verdicts;
    }

    private StoredEvent event() {
        String owner = maybe(OWNERS, 5);
        Sample sample = Sample.of(one(TYPES))
                .id(new UUID(random.nextLong(), random.nextLong()))
                .at(FIRST.plusMillis(random.nextInt(DAYS * 24 * 3_600) * 1_000L + random.nextInt(3)))
                .reporter("org_r" + random.nextInt(3))
                .owner(owner)
                .url(random.nextInt(6) == 0 ? null : "https://" + host(owner) + "/" + random.nextInt(9))
                .session(random.nextInt(3) == 0 ? null : new UUID(0, random.nextInt(40)))
                .source(maybe(ROLES, 3))
                .agent(maybe(List.of("p1", "p2"), 2), maybe(List.of("a1", "a2", "a3"), 2))
                .bot(maybe(List.of("GPTBot", "ClaudeBot", "a1"), 2), maybe(List.of("training", "search"), 2))
                .status(maybe(List.of(200, 304, 404), 2))
                .verdict(maybe(VERDICTS, 5))
                .visit(new byline.store.StoredEvent.Visit(
                        maybe(List.of("chatgpt", "claude"), 3),
                        null,
                        maybe(List.of("buy", "signup"), 3),
                        maybe(List.of(1.5, 2.25), 2),
                        maybe(List.of("EUR", "USD"), 2)));
        if (random.nextInt(8) == 0) {
            sample.quarantine("origin");
        }
        if (random.nextInt(8) == 0) {
            sample.conflict("org_other");
        }
        if (random.nextInt(3) > 0) {
            sample.site("site_" + random.nextInt(3));
        }
        return sample.event();
    }

    private String host(@Nullable String owner) {
        String domain = owner == null ? "nobody.example" : owner.replace("org_", "") + ".example";
        return random.nextBoolean() ? domain : "www." + domain;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// One of them, or nothing once in so many times.
    private <T> @Nullable T maybe(List<T> of, int times) {
        return random.nextInt(times) == 0 ? null : one(of);
    }
}
