package byline.sites;

import byline.identity.Sites.Site;
import byline.verify.SignedRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who asked a site for something, as far as that may be believed; held for as long as it is checked, never written.
///
/// @param address only from a sender who has a key of the site's organisation: the site key is public
/// @param doubted whether there was an address that is not believed
/// @param request with the visitor's signature; proves itself, whoever passes it on
record Visitor(@Nullable InetAddress address, @Nullable SignedRequest request, boolean doubted) {
    static Visitor of(Site site, SiteHit hit, Sender sender) {
        InetAddress address = hit.proof().address();
        boolean believed = sender.speaksFor(site);
        return new Visitor(believed ? address : null, request(site, hit), address != null && !believed);
    }

    /// The same without its signature.
    Visitor unsigned() {
        return new Visitor(address, null, doubted);
    }

    private static @Nullable SignedRequest request(Site site, SiteHit hit) {
        Proof proof = hit.proof();
        if (proof.signatureInput() == null) {
            return null;
        }
        Map<String, List<String>> headers = new HashMap<>();
        put(headers, "signature-input", proof.signatureInput());
        put(headers, "signature", proof.signature());
        put(headers, "signature-agent", proof.signatureAgent());
        put(headers, "user-agent", hit.claim().userAgent());
        URI target = target(site, hit);
        return target == null
                ? null
                : new SignedRequest(proof.method(), target, name -> headers.getOrDefault(name, List.of()));
    }

    /// A signature for another site says nothing of this one, so the host is the site's whatever the sender says.
    private static @Nullable URI target(Site site, SiteHit hit) {
        String url = hit.proof().url();
        String host = hit.host() == null ? site.domain() : hit.host();
        try {
            URI target = URI.create(url == null ? "https://" + host + hit.path() : url);
            return target.getHost() != null && site.admits(target.getHost()) ? target : null;
        } catch (IllegalArgumentException unusual) {
            return null;
        }
    }

    private static void put(Map<String, List<String>> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, List.of(value));
        }
    }

    /// Says nothing, so that no log can.
    @Override
    public String toString() {
        return "visitor";
    }
}
