package byline.report;

import byline.http.Aliases;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.ContentOwners;
import byline.identity.Organisations;
import byline.identity.Organisations.Public;
import byline.keys.OrganisationId;
import byline.wire.ContentUrls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says who receives the telemetry of an address; anyone may ask.
final class ResolveRoutes {
    private final ContentOwners owners;
    private final Organisations organisations;

    ResolveRoutes(ContentOwners owners, Organisations organisations) {
        this.owners = owners;
        this.organisations = organisations;
    }

    void register(Routes routes) {
        Aliases.of("/resolve").forEach(path -> routes.get(path, this::resolve));
    }

    private record Owner(OrganisationId id, String name) {}

    /// @param publisher the same as `organization`, for clients of the earlier name
    private record Resolved(
            String domain,
            boolean handled,
            @Nullable Owner organization,
            @Nullable Owner publisher) {}

    private Reply resolve(Request request) {
        String host = host(request);
        Owner owner = owners.find(host)
                .flatMap(own -> organisations.find(own.owner()))
                .map(ResolveRoutes::shown)
                .orElse(null);
        String domain = host.startsWith("www.") ? host.substring("www.".length()) : host;
        return Reply.ok(new Resolved(domain, owner != null, owner, owner));
    }

    private static Owner shown(Public organisation) {
        return new Owner(organisation.id(), organisation.name());
    }

    private static String host(Request request) {
        Parameter url = Parameter.of(request, "url");
        Optional<String> domain = Filters.findDomain(request);
        if (url.value().isPresent()) {
            return url.value()
                    .flatMap(ContentUrls::findHost)
                    .orElseThrow(() -> url.invalid("must be an absolute URL such as https://example.com/page"));
        }
        return domain.orElseThrow(() -> url.invalid("or domain must say what to resolve"));
    }
}
