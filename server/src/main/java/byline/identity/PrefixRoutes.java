package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.IdentifierPrefixes.Prefix;
import byline.keys.Role;
import byline.verify.DomainLooks;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Prefixes of content ids, proved by the manifest of a verified domain.
final class PrefixRoutes {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9+.-]{1,31}:[\\x21-\\x7e]{1,200}");
    private static final int MOST = 1_000;

    private final IdentifierPrefixes prefixes;
    private final ContentOwners owners;
    private final DomainLooks looks;
    private final People people;
    private final Throttle throttle;

    PrefixRoutes(
            IdentifierPrefixes prefixes, ContentOwners owners, DomainLooks looks, People people, Throttle throttle) {
        this.prefixes = prefixes;
        this.owners = owners;
        this.looks = looks;
        this.people = people;
        this.throttle = throttle;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/identifier-prefixes", this::list)
                .post("/api/v1/identity/identifier-prefixes", this::claim)
                .delete("/api/v1/identity/identifier-prefixes/{id}", this::remove);
    }

    private Reply list(Request request) {
        return Reply.ok(
                Page.of(prefixes.list(people.require(request, Role.VIEWER).organisation())));
    }

    private record Wish(@Nullable String prefix, @Nullable String domain) {}

    /// Posting again looks at the manifest again.
    private Reply claim(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        Wish wish = request.json(Wish.class);
        String prefix = Optional.ofNullable(wish.prefix())
                .filter(PREFIX.asMatchPredicate())
                .orElseThrow(() -> new Refusal(
                        Code.INVALID_PARAMETER, "prefix must be a scheme, a colon and more, such as isbn:978-1-4028-"));
        String domain = Texts.host(wish.domain(), "domain");
        if (!owners.domains(member.organisation()).contains(domain)) {
            throw new Refusal(Code.INVALID_PARAMETER, "domain must be a verified domain of this organisation");
        }
        if (prefixes.list(member.organisation()).size() >= MOST) {
            throw new Refusal(Code.CONFLICT, "An organisation claims at most " + MOST + " prefixes");
        }
        throttle.take("looks of " + member.organisation(), DomainRoutes.LOOKS_PER_MINUTE);
        boolean proved = looks.identifierPrefixes(domain).contains(prefix);
        Prefix claimed = prefixes.claim(member.actor(), member.organisation(), prefix, domain, proved)
                .orElseThrow(() -> new Refusal(
                        Code.CONFLICT, "Another organisation has proved a prefix that overlaps with this one"));
        return Reply.created(claimed);
    }

    private Reply remove(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        if (!prefixes.remove(member.actor(), member.organisation(), request.path("id"))) {
            throw new Refusal(Code.NOT_FOUND, "This organisation has no such prefix");
        }
        return Reply.noContent();
    }
}
