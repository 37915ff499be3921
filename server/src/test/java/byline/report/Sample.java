package byline.report;

import byline.store.StoredEvent;
import byline.store.StoredEvent.Actor;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import byline.wire.ContentUrls;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event to store, of which a test says only what matters to it.
final class Sample {
    private final String type;
    private Instant at = Instant.parse("2026-03-10T12:00:00Z");
    private UUID id = UUID.randomUUID();
    private String reporter = "org_reporter";
    private @Nullable String owner;
    private @Nullable String conflict;
    private @Nullable String site;
    private @Nullable String quarantine;
    private @Nullable String url;
    private @Nullable UUID session;
    private @Nullable UUID fetch;
    private @Nullable String ctxToken;
    private @Nullable String source;
    private @Nullable String platform;
    private @Nullable String agent;
    private @Nullable String bot;
    private @Nullable String purpose;
    private @Nullable Integer status;
    private @Nullable String verdict;
    private Visit visit = Visit.NONE;
    private String rest = "{}";

    private Sample(String type) {
        this.type = type;
    }

    static Sample of(String type) {
        return new Sample(type);
    }

    static Sample retrieval(String owner, String url) {
        return of("content_retrieved").owner(owner).url(url).source("edge");
    }

    /// Visits, arrivals and conversions on the site `site_1`.
    static Sample bot(@Nullable String name) {
        return of("content_retrieved").site("site_1").bot(name, name == null ? null : "training");
    }

    static Sample referral(String source) {
        return of("byline.referral").site("site_1").visit(new Visit(source, source + ".example", null, null, null));
    }

    static Sample conversion(String event, @Nullable Double value, @Nullable String currency) {
        return of("byline.conversion").site("site_1").visit(new Visit(null, null, event, value, currency));
    }

    Sample at(String time) {
        return at(Instant.parse(time));
    }

    Sample at(Instant time) {
        at = time;
        return this;
    }

    Sample id(UUID value) {
        id = value;
        return this;
    }

    Sample reporter(String value) {
        reporter = value;
        return this;
    }

    Sample owner(@Nullable String value) {
        owner = value;
        return this;
    }

    Sample conflict(String value) {
        conflict = value;
        return this;
    }

    Sample site(String value) {
        site = value;
        return this;
    }

    Sample quarantine(String value) {
        quarantine = value;
        return this;
    }

    Sample url(@Nullable String value) {
        url = value;
        return this;
    }

    Sample session(@Nullable UUID value) {
        session = value;
        return this;
    }

    Sample fetch(UUID value) {
        fetch = value;
        return this;
    }

    Sample ctxToken(String value) {
        ctxToken = value;
        return this;
    }

    Sample source(@Nullable String value) {
        source = value;
        return this;
    }

    Sample agent(@Nullable String platformId, @Nullable String agentId) {
        platform = platformId;
        agent = agentId;
        return this;
    }

    Sample bot(@Nullable String name, @Nullable String wanted) {
        bot = name;
        purpose = wanted;
        return this;
    }

    Sample status(@Nullable Integer value) {
        status = value;
        return this;
    }

    Sample verdict(@Nullable String value) {
        verdict = value;
        return this;
    }

    /// What was found out about this event later.
    Sample later(String found) {
        return verdictOn(event(), found);
    }

    static Sample verdictOn(StoredEvent event, String found) {
        return of("byline.verdict")
                .reporter(event.stamp().reporter())
                .verdict(found)
                .rest("{\"event_id\":\"" + event.id() + "\"}");
    }

    Sample visit(Visit value) {
        visit = value;
        return this;
    }

    Sample rest(String json) {
        rest = json;
        return this;
    }

    StoredEvent event() {
        String host = url == null ? null : ContentUrls.findHost(url).orElse(null);
        String path = url == null ? null : java.net.URI.create(url).getPath();
        return new StoredEvent(
                id,
                type,
                at,
                new Stamp(at, reporter, owner, conflict, site, quarantine),
                new Content(url, host, path, null, null, null),
                new Links(session, null, null, null, null, null, fetch, ctxToken),
                new Actor(
                        source,
                        platform,
                        agent,
                        bot,
                        bot == null ? null : bot + " Inc",
                        purpose,
                        bot == null ? null : bot + "/1.0",
                        verdict,
                        status,
                        null,
                        null,
                        null),
                visit,
                rest);
    }
}
