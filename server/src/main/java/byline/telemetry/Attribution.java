package byline.telemetry;

import byline.identity.ContentOwners;
import byline.identity.ContentOwners.Ownership;
import byline.keys.OrganisationId;
import byline.wire.ContentUrls;
import byline.wire.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whose content it is (§7.3): by the domain of its address and by the prefix of its id, neither before the other.
final class Attribution {
    private final ContentOwners owners;

    Attribution(ContentOwners owners) {
        this.owners = owners;
    }

    /// Who owns content.
    ///
    /// @param owner null while nobody claims it
    /// @param conflict who claims it by its id, when its domain says otherwise; then neither sees it
    record Claim(@Nullable String owner, @Nullable String conflict) {
        static final Claim NOBODY = new Claim(null, null);
    }

    /// @param host lower-case ASCII without port, null or empty for content without an address
    Claim of(@Nullable String host, @Nullable String contentId) {
        String byDomain = Optional.ofNullable(host)
                .flatMap(owners::find)
                .map(Ownership::owner)
                .map(OrganisationId::value)
                .orElse(null);
        String byId = Optional.ofNullable(contentId)
                .flatMap(owners::findByContentId)
                .map(OrganisationId::value)
                .orElse(null);
        if (byDomain == null) {
            return new Claim(byId, null);
        }
        return new Claim(byDomain, byId == null || byId.equals(byDomain) ? null : byId);
    }

    static @Nullable String host(Event event) {
        return Optional.ofNullable(event.contentUrl())
                .flatMap(ContentUrls::findHost)
                .orElse(null);
    }
}
