package byline.store;

import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Events to test with; the same number makes the same event.
final class SampleEvents {
    static final Instant NOW = Instant.parse("2026-03-14T15:09:26.535897Z");
    static final String REPORTER = "reporter-1";
    static final String OWNER = "owner-1";
    static final Stamp STAMP = new Stamp(NOW, REPORTER, OWNER, null, null, null);

    private SampleEvents() {}

    static UUID id(long number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    static StoredEvent event(long number) {
        return event(number, STAMP, "content_retrieved");
    }

    static StoredEvent event(long number, Stamp stamp, String type) {
        Content content = new Content("https://example.com/a", "example.com", "/a", null, null, null);
        return new StoredEvent(
                id(number), type, NOW.plusMillis(number), stamp, content, Links.NONE, Actor.NONE, Visit.NONE, "{}");
    }

    static StoredEvent sessionEnd(long number, UUID sessionId, String rest) {
        Links links = new Links(sessionId, null, null, null, null, null, null, null);
        return new StoredEvent(
                id(number), SessionMoments.ENDED, NOW, STAMP, Content.NONE, links, Actor.NONE, Visit.NONE, rest);
    }

    /// An event with a value in every column, each its own.
    static StoredEvent full(long number, String text) {
        return new StoredEvent(
                id(number),
                "byline.conversion",
                NOW,
                new Stamp(
                        NOW.plusSeconds(1), "reporter" + text, "owner" + text, "conflict" + text, "site", "odd" + text),
                new Content("url" + text, "host" + text, "path" + text, "cid" + text, "license" + text, "terms" + text),
                new Links(id(101), "turn" + text, "out" + text, "el" + text, id(102), id(103), id(104), "ct" + text),
                new Actor(
                        "edge",
                        "platform" + text,
                        "agent" + text,
                        "bot" + text,
                        "company" + text,
                        "purpose" + text,
                        "ua" + text,
                        "verified",
                        404,
                        "DE",
                        "city" + text,
                        "AS1"),
                new Visit("chatgpt", "referrer" + text, "buy" + text, 12.5, "EUR"),
                "{\"text\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}",
                new StoredEvent.Entry(
                        "signer" + text,
                        "normalised" + text,
                        "envelope" + text,
                        "key" + text,
                        "origin" + text,
                        "page",
                        "manifest" + text,
                        "evidence" + text));
    }

    static List<StoredEvent> events(long from, long to) {
        return LongStream.range(from, to).mapToObj(SampleEvents::event).toList();
    }

    static Stamp owned(@Nullable String owner, @Nullable String conflict, @Nullable String quarantine) {
        return new Stamp(NOW, REPORTER, owner, conflict, "site-1", quarantine);
    }
}
