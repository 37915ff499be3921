package byline.telemetry;

import byline.http.Code;
import byline.http.Refusal;
import byline.identity.ContentOwners;
import byline.keys.ApiKey;
import byline.keys.OrganisationType;
import byline.wire.ContentUrls;
import byline.wire.Delivery;
import byline.wire.Event;
import java.util.Optional;
import java.util.Set;

/// What a key may write: a content owner's key only what happened on its own verified domains or to its own verified
/// prefixes of content ids.
final class Binding {
    private final ContentOwners owners;

    Binding(ContentOwners owners) {
        this.owners = owners;
    }

    /// @throws Refusal when one event lies outside what the key is bound to; then nothing of the delivery is stored
    void check(ApiKey key, Delivery delivery) {
        if (key.type() != OrganisationType.CONTENT_OWNER) {
            return;
        }
        for (Event event : delivery.events()) {
            if (!isOwn(key, event)) {
                throw new Refusal(
                                Code.DOMAIN_NOT_BOUND,
                                "This key reports for its organisation's verified domains only; event " + event.index()
                                        + " is about other content. Verify the domain first, or use the key of its owner")
                        .with("index", event.index());
            }
        }
    }

    private boolean hasOwnId(ApiKey key, Event event) {
        return Optional.ofNullable(event.contentId())
                .flatMap(owners::findByContentId)
                .filter(key.organisation()::equals)
                .isPresent();
    }

    private boolean isOwn(ApiKey key, Event event) {
        Set<String> bound = key.domains();
        if (bound == null && hasOwnId(key, event)) {
            return true;
        }
        return Optional.ofNullable(event.contentUrl())
                .flatMap(ContentUrls::findHost)
                .flatMap(owners::find)
                .filter(own -> own.owner().equals(key.organisation()))
                .filter(own -> bound == null || bound.contains(own.domain()))
                .isPresent();
    }
}
