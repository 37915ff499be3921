package byline.logs;

import byline.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds the site that is meant among those a key may read.
public final class KeySites {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final URI server;
    private final String key;

    private record Named(String id, String domain) {}

    public KeySites(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    /// @param wanted an id, which is taken as it is, or a domain; null for the only site there is
    /// @return the site's id
    /// @throws Receiver.Refused when it is not clear which, and what to say instead
    public String choose(@Nullable String wanted) throws InterruptedException {
        if (wanted != null && wanted.startsWith("site_")) {
            return wanted;
        }
        List<Named> sites = list();
        List<Named> meant = sites.stream()
                .filter(site -> wanted == null || site.domain().equalsIgnoreCase(wanted))
                .toList();
        if (meant.size() == 1) {
            return meant.getFirst().id();
        }
        String known = sites.stream().map(Named::domain).sorted().collect(Collectors.joining(", "));
        throw new Receiver.Refused(
                sites.isEmpty()
                        ? "this key's organisation has no site yet; add one under Sites"
                        : wanted == null
                                ? "say which site with --site, one of " + known
                                : "this key's organisation has no site " + wanted + "; it has " + known);
    }

    private List<Named> list() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/sites"))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new Receiver.Refused(Receiver.said(answer)
                        + "; to find a site by its domain the key needs analytics:read, or give its id with --site");
            }
            List<Named> sites = new ArrayList<>();
            for (JsonNode site : Json.tree(answer.body()).path("sites")) {
                sites.add(new Named(
                        site.get("id").stringValue(), site.get("domain").stringValue()));
            }
            return sites;
        } catch (IOException away) {
            throw new Receiver.Refused(
                    "no answer from " + server + "; is the server running? --server says where it is");
        }
    }
}
