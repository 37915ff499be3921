package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.Role;
import byline.verify.Manifests;
import byline.wire.Limits;
import byline.wire.ManifestReader;
import java.nio.charset.StandardCharsets;

/// The manifest of a domain, kept and published here for its owner.
final class HostedManifestRoutes {
    private static final String PATH = "/api/v1/identity/domains/{id}/manifest";
    private static final int LARGEST_BYTES = 64 * 1024;

    private final Domains domains;
    private final HostedManifests manifests;
    private final People people;
    private final ManifestReader reader = new ManifestReader(Limits.DEFAULT);

    HostedManifestRoutes(Domains domains, HostedManifests manifests, People people) {
        this.domains = domains;
        this.manifests = manifests;
        this.people = people;
    }

    void register(Routes routes) {
        routes.get(PATH, this::show).put(PATH, this::publish).delete(PATH, this::withdraw);
    }

    private Reply show(Request request) {
        Domain domain = domain(request, people.require(request, Role.VIEWER));
        return manifests
                .find(domain.domain())
                .filter(document -> domain.verified())
                .map(document -> Reply.bytes(200, "application/json", document.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "No manifest of this domain is published here"));
    }

    /// @param address where it is published, to be served at the domain by a proxy or a name that points here
    private record Published(String id, String address) {}

    private Reply publish(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        Domain domain = domain(request, member);
        if (!domain.verified()) {
            throw new Refusal(Code.INVALID_REQUEST, "Verify the domain first");
        }
        byte[] document = request.body(LARGEST_BYTES, "application/json");
        ManifestReader.Result read = reader.read(document);
        String id = "https://" + domain.domain() + Manifests.PLACE;
        if (read.manifest() == null) {
            throw new Refusal(Code.INVALID_DOCUMENT, "The manifest is not valid; look at problems")
                    .with("problems", read.problems());
        }
        if (!read.manifest().id().equals(id)) {
            throw new Refusal(Code.INVALID_DOCUMENT, "The manifest's id must be " + id);
        }
        manifests.put(
                member.actor(), member.organisation(), domain.domain(), new String(document, StandardCharsets.UTF_8));
        return Reply.ok(new Published(id, request.origin() + "/manifests/" + domain.domain()));
    }

    private Reply withdraw(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        Domain domain = domain(request, member);
        if (!manifests.remove(member.actor(), member.organisation(), domain.domain())) {
            throw new Refusal(Code.NOT_FOUND, "No manifest of this domain is published here");
        }
        return Reply.noContent();
    }

    private Domain domain(Request request, People.Member member) {
        return domains.find(member.organisation(), request.path("id"))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "This organisation has no such domain"));
    }
}
