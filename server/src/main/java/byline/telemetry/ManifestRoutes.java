package byline.telemetry;

import byline.http.Code;
import byline.http.Json;
import byline.http.PublicAddress;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.HostedManifests;
import byline.verify.Manifests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Manifests that this server publishes: its own, and those it hosts, each under its own host name too.
final class ManifestRoutes {
    private static final String PLACE = Manifests.PLACE;

    private final HostedManifests hosted;
    private final PublicAddress address;

    ManifestRoutes(HostedManifests hosted, PublicAddress address) {
        this.hosted = hosted;
        this.address = address;
    }

    void register(Routes routes) {
        routes.get(PLACE, this::wellKnown).get("/manifests/{domain}", this::hosted);
    }

    private Reply wellKnown(Request request) {
        String host = request.host().replaceFirst(":[0-9]{1,5}$", "");
        return hosted.find(host)
                .or(this::own)
                .map(ManifestRoutes::reply)
                .orElseThrow(() -> new Refusal(
                        Code.NOT_FOUND, "This server has no manifest until server.public-url is an https address"));
    }

    private Reply hosted(Request request) {
        return hosted.find(request.path("domain").toLowerCase(Locale.ROOT))
                .map(ManifestRoutes::reply)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "No manifest of this domain is published here"));
    }

    private record Operator(String name, String domain) {}

    private record Endpoints(String endpoint, String ctxResolution) {}

    private record Own(String schemaVersion, String id, List<String> roles, Operator operator, Endpoints telemetry) {}

    /// A manifest names HTTPS addresses only, so a server without one has none.
    private Optional<String> own() {
        URI base = address.configured();
        if (base == null || !"https".equals(base.getScheme()) || base.getPort() != -1) {
            return Optional.empty();
        }
        Own manifest = new Own(
                "1.0",
                base + PLACE,
                List.of("platform"),
                new Operator(base.getHost(), base.getHost()),
                new Endpoints(base + "/events", base + "/ctx"));
        return Optional.of(new String(Json.write(manifest), StandardCharsets.UTF_8));
    }

    private static Reply reply(String manifest) {
        return Reply.bytes(200, "application/json", manifest.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "public, max-age=3600")
                .header("Access-Control-Allow-Origin", "*");
    }
}
