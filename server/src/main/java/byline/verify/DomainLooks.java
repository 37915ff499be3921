package byline.verify;

import byline.http.Json;
import byline.http.Refusal;
import byline.verify.Sighting.Look;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Looks where the owner of a domain can leave a token: its TXT records, its home page's head, its manifests.
public final class DomainLooks {
    static final String PROOF_PREFIX = "oa-verify=";
    private static final int AT_ONCE = 16;
    private static final List<String> MANIFESTS = List.of(
            "/.well-known/content-telemetry.json", "/.well-known/openattribution.json", "/.well-known/openattribution");

    private final Names names;
    private final WebFetch web;
    private final Semaphore places = new Semaphore(AT_ONCE);

    public DomainLooks(Names names, WebFetch web) {
        this.names = names;
        this.web = web;
    }

    /// Looks everywhere at once; takes as long as the slowest place, some ten seconds at worst.
    public Sighting look(String domain) {
        places.acquireUninterruptibly();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Look>> looks = List.of(() -> dns(domain), () -> homePage(domain), () -> manifests(domain));
            List<Look> found = new ArrayList<>();
            for (Future<Look> look : threads.invokeAll(looks)) {
                found.add(look.get());
            }
            return new Sighting(found);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } finally {
            places.release();
        }
    }

    private Look dns(String domain) {
        List<String> texts = new ArrayList<>();
        String trouble = null;
        for (String name : List.of(domain, "_openattribution." + domain)) {
            try {
                texts.addAll(names.texts(name));
            } catch (UnknownHostException noAnswer) {
                trouble = "no name server answered for " + name;
            }
        }
        return new Look("dns", "TXT of " + domain + " or _openattribution." + domain, texts, trouble);
    }

    private Look homePage(String domain) {
        WebFetch.Result result = web.get(URI.create("https://" + domain + "/"));
        if (result instanceof WebFetch.Failed) {
            WebFetch.Result plain = web.get(URI.create("http://" + domain + "/"));
            result = plain instanceof WebFetch.Page ? plain : result;
        }
        String place = "The head of the home page of " + domain;
        return switch (result) {
            case WebFetch.Failed(String reason) -> new Look("metatag", place, List.of(), reason);
            case WebFetch.Page(URI at, int status, String body, var _) ->
                status == 200
                        ? new Look("metatag", place, metaTags(body), null)
                        : new Look("metatag", place, List.of(), at + " answered " + status);
        };
    }

    private static List<String> metaTags(String page) {
        return Jsoup.parse(page).head().select("meta[name=oa-verify]").eachAttr("content");
    }

    private Look manifests(String domain) {
        List<String> texts = new ArrayList<>();
        String place = "The manifest of " + domain;
        for (String path : MANIFESTS) {
            switch (web.get(URI.create("https://" + domain + path))) {
                case WebFetch.Failed(String reason) -> {
                    return new Look("manifest", place, texts, reason);
                }
                case WebFetch.Page(URI at, int status, String body, var _) -> {
                    if (status == 200) {
                        texts.addAll(proofs(body));
                    } else if (status >= 500) {
                        return new Look("manifest", place, texts, at + " answered " + status);
                    }
                }
            }
        }
        return new Look("manifest", place, texts, null);
    }

    /// The prefixes of content ids that the manifest of a domain claims; none when there is no manifest.
    public Set<String> identifierPrefixes(String domain) {
        for (String path : MANIFESTS) {
            if (web.get(URI.create("https://" + domain + path))
                            instanceof WebFetch.Page(URI at, int status, String body, var _)
                    && status == 200) {
                return prefixes(body);
            }
        }
        return Set.of();
    }

    private static Set<String> prefixes(String manifest) {
        Set<String> prefixes = new HashSet<>();
        try {
            Json.tree(manifest.getBytes(StandardCharsets.UTF_8))
                    .path("identifier_schemes")
                    .forEach(scheme -> prefixes.add(scheme.path("prefix").stringValue("")));
        } catch (Refusal notJson) {
            return Set.of();
        }
        return prefixes;
    }

    /// Every token in a manifest, bare or with its prefix; a page that is no JSON has none.
    private static List<String> proofs(String manifest) {
        List<String> proofs = new ArrayList<>();
        try {
            collect(Json.tree(manifest.getBytes(StandardCharsets.UTF_8)), proofs);
        } catch (Refusal notJson) {
            return List.of();
        }
        return proofs;
    }

    private static void collect(@Nullable JsonNode node, List<String> proofs) {
        if (node == null) {
            return;
        }
        if (node.isString()) {
            String text = node.stringValue();
            proofs.add(text.startsWith(PROOF_PREFIX) ? text : PROOF_PREFIX + text);
        }
        node.forEach(child -> collect(child, proofs));
    }
}
