package byline.sites;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Sites;
import org.jspecify.annotations.Nullable;

/// What a publisher's pages and workers load and call besides the hits: the tracker script, and the worker's sign of
// life.
public final class ScriptRoutes {
    private static final String A_DAY = "public, max-age=86400";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Tracker tracker;
    private final Sites sites;

    public ScriptRoutes(Tracker tracker, Sites sites) {
        this.tracker = tracker;
        this.sites = sites;
    }

    public void register(Routes routes) {
        routes.get("/b.js", request -> script(request, A_DAY))
                .get("/" + tracker.hashedName(), request -> script(request, FOR_EVER))
                .post("/api/integrations/cloudflare/verify", this::workerSeen);
    }

    private Reply script(Request request, String caching) {
        String tag = '"' + tracker.hashedName() + '"';
        boolean known = request.header("If-None-Match").filter(tag::equals).isPresent();
        Reply reply = known
                ? Reply.bytes(304, "text/javascript; charset=utf-8", new byte[0])
                : Reply.bytes(200, "text/javascript; charset=utf-8", tracker.script());
        return reply.header("Cache-Control", caching)
                .header("ETag", tag)
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private record Worker(
            @Nullable String key,
            @Nullable String domain,
            @Nullable String type) {}

    private record Seen(String status) {}

    private Reply workerSeen(Request request) {
        Worker worker = request.json(Worker.class);
        if (!"worker".equals(worker.type())) {
            throw new Refusal(Code.INVALID_PARAMETER, "type must be worker");
        }
        Sites.Site site = sites.findByKey(String.valueOf(worker.key()))
                .orElseThrow(() ->
                        new Refusal(Code.UNKNOWN_SITE_KEY, "No site has this key; copy it again from the site's page"));
        if (worker.domain() == null || !site.admits(worker.domain())) {
            throw new Refusal(Code.INVALID_PARAMETER, "domain is not this site's");
        }
        sites.workerSeen(site);
        return Reply.ok(new Seen("ok"));
    }
}
