package byline.report;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import byline.identity.ContentOwners;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.OrganisationId;
import byline.keys.OrganisationType;
import byline.keys.Scope;
import org.jspecify.annotations.Nullable;

/// Decides what a key may read: its own side of the telemetry, or what a content owner delegates to it.
final class Access {
    private final Authentication authentication;
    private final ContentOwners owners;
    private final Delegations delegations;

    Access(Authentication authentication, ContentOwners owners, Delegations delegations) {
        this.authentication = authentication;
        this.owners = owners;
        this.delegations = delegations;
    }

    /// A query and what of the data it may look at.
    record Permitted(View view, ReportQuery query) {}

    /// A read of a content owner's telemetry.
    ///
    /// @throws Refusal 401 or 403 for the key, 400 for the query
    Permitted asOwner(Request request) {
        ApiKey key = authentication.require(request, Scope.TELEMETRY_READ).key();
        ReportQuery query = ReportQuery.of(request);
        View view = view(key, query.delegatedFrom());
        String domain = query.filters().domain();
        if (domain != null && !isOwn(view, domain)) {
            throw new Refusal(
                    Code.DOMAIN_NOT_BOUND, "This key may not read " + domain + "; it is none of its verified domains");
        }
        return new Permitted(view, query);
    }

    /// A read of what the caller's own organisation reported.
    Permitted asReporter(Request request) {
        ApiKey key = authentication.require(request, Scope.TELEMETRY_READ).key();
        ReportQuery query = ReportQuery.of(request);
        View view = new View(View.Side.REPORTER, key.organisation(), key.domains());
        String domain = query.filters().domain();
        if (domain != null && !view.covers(domain)) {
            throw new Refusal(Code.DOMAIN_NOT_BOUND, "This key may not read " + domain + "; it is bound to others");
        }
        return new Permitted(view, query);
    }

    private View view(ApiKey key, @Nullable OrganisationId grantor) {
        if (grantor != null) {
            return delegations
                    .find(grantor, key.organisation())
                    .map(grant -> new View(View.Side.OWNER, grantor, grant.domains()))
                    .orElseThrow(() -> new Refusal(
                            Code.NO_DELEGATION, "No live delegation from this organisation lets your key read"));
        }
        if (key.type() != OrganisationType.CONTENT_OWNER) {
            throw new Refusal(
                    Code.NO_DELEGATION,
                    "This key is no content owner's: add delegated_from=<organisation id> of an owner that delegates to you");
        }
        return new View(View.Side.OWNER, key.organisation(), key.domains());
    }

    private boolean isOwn(View view, String domain) {
        return view.covers(domain)
                && owners.find(domain)
                        .filter(own -> own.owner().equals(view.organisation()))
                        .isPresent();
    }
}
